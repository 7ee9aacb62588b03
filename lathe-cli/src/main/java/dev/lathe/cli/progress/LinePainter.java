package dev.lathe.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Writes plain lines. */
final class LinePainter implements Painter {
    private final PrintWriter writer;

    LinePainter(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void begin(State state) {
        String total = state.total() > 0 ? ": " + Words.count(state.total()) + " " + state.unit() : "";
        writer.println(state.phase() + total);
    }

    @Override
    public void update(State state) {
        String left = state.left().map(time -> Words.clock(time) + " left").orElse("");
        line(state, left);
    }

    @Override
    public void end(State state) {
        line(state, "took " + Words.clock(state.elapsed()));
    }

    @Override
    public void note(String text) {
        writer.println(text);
    }

    private void line(State state, String time) {
        writer.println(
                List.of(state.phase(), Words.done(state), Words.rate(state), time, Words.metrics(state.metrics()))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("  ")));
    }
}
