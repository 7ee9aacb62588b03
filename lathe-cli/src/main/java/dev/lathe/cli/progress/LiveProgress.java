package dev.lathe.cli.progress;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps the count of the current phase and has it painted again and again. Closing it ends the phase. */
public final class LiveProgress implements Progress, AutoCloseable {
    private final Painter painter;
    private final LongSupplier nanos;
    private final Thread ticker;

    private @Nullable State state;
    private long began;
    private long painted;

    LiveProgress(Painter painter, LongSupplier nanos) {
        this.painter = painter;
        this.nanos = nanos;
        this.ticker = Thread.ofVirtual().name("progress").unstarted(this::tick);
    }

    /** Draws a bar, for a terminal. */
    public static LiveProgress bar(PrintWriter writer, boolean color) {
        return started(new BarPainter(writer, color));
    }

    /** Writes a line every few seconds, for a file. */
    public static LiveProgress lines(PrintWriter writer) {
        return started(new LinePainter(writer));
    }

    /** Writes JSON objects, for a program. */
    public static LiveProgress json(PrintWriter writer) {
        return started(new JsonPainter(writer));
    }

    private static LiveProgress started(Painter painter) {
        var progress = new LiveProgress(painter, System::nanoTime);
        progress.ticker.start();
        return progress;
    }

    @Override
    public synchronized void phase(String name, long total, String unit) {
        endPhase();
        began = nanos.getAsLong();
        painted = began;
        state = new State(name, 0, total, unit, Duration.ZERO, Metrics.NONE);
        painter.begin(state);
    }

    @Override
    public synchronized void advance(long units) {
        if (state != null) {
            state = at(state.done() + units, state.metrics());
        }
    }

    @Override
    public synchronized void metrics(Metrics metrics) {
        if (state != null) {
            state = at(state.done(), metrics);
        }
    }

    @Override
    public synchronized void note(String text) {
        painter.note(text);
    }

    @Override
    public void close() {
        ticker.interrupt();
        synchronized (this) {
            endPhase();
        }
    }

    /** Paints the current phase if its time has come. */
    synchronized void paint() {
        if (state != null && nanos.getAsLong() - painted >= painter.interval().toNanos()) {
            painted = nanos.getAsLong();
            state = at(state.done(), state.metrics());
            painter.update(state);
        }
    }

    private void endPhase() {
        if (state != null) {
            painter.end(at(state.done(), state.metrics()));
            state = null;
        }
    }

    private State at(long done, Metrics metrics) {
        State now = Objects.requireNonNull(state);
        return new State(
                now.phase(), done, now.total(), now.unit(), Duration.ofNanos(nanos.getAsLong() - began), metrics);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(painter.interval().dividedBy(2));
                paint();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
