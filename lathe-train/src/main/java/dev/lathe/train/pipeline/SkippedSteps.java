package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.train.engine.TrainingEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches for steps that were skipped because a loss or gradient was not finite: writes each one's batch out for study, and ends the run
 * at the third in a row; the newest checkpoint holds the weights from before.
 */
final class SkippedSteps {
    private static final int MOST_IN_A_ROW = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private int inARow;

    /** Watches the steps of what a run trains. */
    SkippedSteps(Path run) {
        this(run, "skipped");
    }

    /**
     * Watches other steps of a run.
     *
     * @param name of the folder in the run where their batches are written
     */
    SkippedSteps(Path run, String name) {
        folder = run.resolve(name);
    }

    /**
     * Looks at what came of a step.
     *
     * @param step how many were made before it
     * @return whether it was made
     * @throws UserError if it is the third in a row that was not
     */
    boolean wasMade(Metrics metrics, List<?> batch, long step) {
        if (metrics.find(TrainingEngine.SKIPPED).isEmpty()) {
            inARow = 0;
            return true;
        }
        inARow++;
        Path file = folder.resolve("after-step-%d-%d.jsonl".formatted(step, inARow));
        AtomicFiles.write(
                file,
                batch.stream().map(item -> JSON.writeValueAsString(item) + "\n").collect(Collectors.joining()));
        if (inARow == MOST_IN_A_ROW) {
            throw new UserError(
                    "%s: %d steps in a row had a loss or gradient that is not finite, and were skipped; their batches are there, and the newest checkpoint holds the weights from before"
                            .formatted(folder, inARow));
        }
        return false;
    }
}
