package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;

/** Makes the steps of a pipeline that learns from data. What a step shows depends on its number and the weights alone. */
interface Method extends AutoCloseable {
    /** Names what is learned, for metrics and report. */
    Stage stage();

    /**
     * Makes one optimiser step.
     *
     * @param step from 0
     */
    Metrics step(int step, double rate);

    /** Measures on held-out rows, and changes nothing; nothing where no rows are held out. */
    Metrics measure();

    /** Writes what is to be used elsewhere into the folder of the run, once training is done. */
    default void finish(Path run) {}

    @Override
    default void close() {}
}
