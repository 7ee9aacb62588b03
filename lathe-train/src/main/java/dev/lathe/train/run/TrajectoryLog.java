package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes the trajectories of a step to {@code trajectories/step-N.jsonl}, one a line, and reads them back. */
public final class TrajectoryLog {
    private static final String ENDING = ".jsonl";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Path folder;

    private TrajectoryLog(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the log of a run that stands after a step, and removes the files of later ones.
     *
     * @param step the step of the checkpoint that the run continues from; 0 for a new run
     * @throws UserError if later files cannot be removed
     */
    public static TrajectoryLog open(RunFolder run, long step) {
        Path folder = run.trajectories();
        try {
            for (Path file : files(folder).tailMap(step + 1).values()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UserError("%s: cannot be cleaned (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
        }
        return new TrajectoryLog(folder);
    }

    /**
     * Writes the trajectories of a step.
     *
     * @throws UserError if the file cannot be written
     */
    public void write(long step, List<Trajectory> trajectories) {
        var text = new StringBuilder();
        for (Trajectory trajectory : trajectories) {
            text.append(JSON.writeValueAsString(TrajectoryLine.of(trajectory))).append('\n');
        }
        AtomicFiles.write(folder.resolve(StepFiles.name(step, ENDING)), text.toString());
    }

    /**
     * Returns the files of a folder of trajectories, by step.
     *
     * @throws UserError if it cannot be read
     */
    public static SortedMap<Long, Path> files(Path folder) {
        return StepFiles.in(folder, ENDING);
    }

    /**
     * Reads the trajectories of a file.
     *
     * @throws UserError if the file cannot be read or a line is no trajectory
     */
    public static List<Trajectory> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<Trajectory> trajectories = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                trajectories.add(parse(lines.get(i), file, i + 1));
            }
            return trajectories;
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private static Trajectory parse(String line, Path file, int number) {
        try {
            return JSON.readValue(line, TrajectoryLine.class).toTrajectory();
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new UserError("%s:%d: not a trajectory (%s)".formatted(file, number, reason(malformed)), malformed);
        }
    }

    private static String reason(RuntimeException malformed) {
        return malformed instanceof JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(malformed.getMessage());
    }
}
