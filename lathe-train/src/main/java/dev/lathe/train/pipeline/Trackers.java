package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.MlflowTracker;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Timeline;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells the numbers and times of a run to whoever keeps them: its metrics file and TensorBoard's, its timeline, MLflow, a person. */
final class Trackers implements AutoCloseable {
    private final Progress progress;
    private final MetricsLog metrics;
    private final Timeline timeline;
    private final long started = System.nanoTime();
    private final double secondsBefore;
    private Optional<MlflowTracker> mlflow;

    /**
     * Opens what keeps the numbers of a run that stands after a step.
     *
     * @param step lines of metrics that the run continues from; 0 for a new run
     * @param recipe as YAML, for MLflow; empty in a process that does not report to it
     * @throws UserError if a file cannot be read or written, or the MLflow server that is asked for cannot be reached
     */
    Trackers(RunFolder run, long step, Optional<String> recipe, Progress progress) {
        this.progress = progress;
        metrics = MetricsLog.open(run, step);
        secondsBefore = metrics.wallSeconds();
        timeline = Timeline.open(run, secondsBefore);
        mlflow = recipe.flatMap(text -> MlflowTracker.open(run, System.getenv(), text));
    }

    /** Returns the seconds of training so far, also before a stop. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - started) / 1e9;
    }

    /** Returns the moment that a span begins. */
    long now() {
        return timeline.now();
    }

    /** Writes a span that began at a moment and ends now, with the parts that its numbers tell. */
    void span(String name, long began, Metrics numbers) {
        timeline.span(name, began, numbers);
    }

    /** Keeps the numbers of a step. */
    void log(long step, Stage stage, Metrics numbers) {
        MetricsLine line = new MetricsLine(step, stage, seconds(), numbers);
        metrics.log(line);
        progress.metrics(numbers);
        report(tracker -> tracker.log(line));
    }

    /** Says that the run is done. */
    void finish() {
        report(MlflowTracker::finish);
    }

    /** A server that is gone must not end a run of many hours. */
    private void report(Consumer<MlflowTracker> said) {
        mlflow.ifPresent(tracker -> {
            try {
                said.accept(tracker);
            } catch (UserError unreachable) {
                progress.note(unreachable.getMessage() + "; nothing more is reported to it");
                tracker.close();
                mlflow = Optional.empty();
            }
        });
    }

    @Override
    public void close() {
        mlflow.ifPresent(MlflowTracker::close);
        try (metrics;
                timeline) {}
    }
}
