package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.train.run.Evaluation.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the episodes of an evaluation to {@code evaluations/STAGE-DECODING.jsonl}, one a line, and reads them back. */
public final class EvaluationLog {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private EvaluationLog() {}

    /** Returns the file of an evaluation of a run. */
    public static Path file(Path run, Stage stage, Decoding decoding) {
        return file(run, stage, decoding.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the file of the episodes in which one wish was changed. */
    public static Path changed(Path run, Stage stage) {
        return file(run, stage, "changed");
    }

    private static Path file(Path run, Stage stage, String how) {
        return run.resolve("evaluations").resolve("%s-%s.jsonl".formatted(stage.fileName(), how));
    }

    /**
     * Writes the episodes of an evaluation.
     *
     * @throws UserError if the file cannot be written
     */
    public static void write(Path file, List<Trajectory> episodes) {
        var text = new StringBuilder();
        for (Trajectory episode : episodes) {
            text.append(JSON.writeValueAsString(of(episode))).append('\n');
        }
        AtomicFiles.write(file, text.toString());
    }

    /** Keeps of an episode what it takes to play it again. */
    public static EvaluatedEpisode of(Trajectory episode) {
        return new EvaluatedEpisode(
                episode.taskId(),
                episode.chunks().stream().map(chunk -> chunk.actionText()).toList(),
                new LinkedHashMap<>(episode.outcome().values()));
    }

    /**
     * Reads the episodes of an evaluation.
     *
     * @throws UserError if the file cannot be read or a line is no such episode
     */
    public static List<EvaluatedEpisode> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<EvaluatedEpisode> episodes = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                episodes.add(parse(lines.get(i), file, i + 1));
            }
            return episodes;
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private static EvaluatedEpisode parse(String line, Path file, int number) {
        try {
            return JSON.readValue(line, EvaluatedEpisode.class);
        } catch (JacksonException malformed) {
            throw new UserError(
                    "%s:%d: not an episode (%s)".formatted(file, number, malformed.getOriginalMessage()), malformed);
        }
    }
}
