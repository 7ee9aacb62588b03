package dev.lathe.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;

/** Draws one line that is written over, and leaves one line behind for each phase that has ended. */
final class BarPainter implements Painter {
    private static final int COLUMNS = 79;
    private static final int BAR = 20;
    private static final String CLEAR = "\r\u001b[K";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter writer;
    private final boolean color;
    private String line = "";

    BarPainter(PrintWriter writer, boolean color) {
        this.writer = writer;
        this.color = color;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(200);
    }

    @Override
    public void begin(State state) {
        update(state);
    }

    @Override
    public void update(State state) {
        String left =
                state.left().map(time -> "  " + Words.clock(time) + " left").orElse("");
        show("%s %s".formatted(state.phase(), bar(state)), numbers(state, left));
    }

    @Override
    public void end(State state) {
        show(state.phase() + " ", numbers(state, "  " + Words.clock(state.elapsed())));
        writer.println();
        line = "";
    }

    @Override
    public void note(String text) {
        writer.println(CLEAR + text);
        writer.print(line);
        writer.flush();
    }

    private void show(String colored, String rest) {
        String cut = rest.substring(0, Math.max(0, Math.min(rest.length(), COLUMNS - colored.length())));
        line = (color ? GREEN + colored + PLAIN : colored) + cut;
        writer.print(CLEAR + line);
        writer.flush();
    }

    private static String bar(State state) {
        if (state.total() == 0) {
            return "";
        }
        int full = (int) (state.share() * BAR);
        return "[%s%s] %3d%% ".formatted("=".repeat(full), " ".repeat(BAR - full), (int) (state.share() * 100));
    }

    private static String numbers(State state, String time) {
        String rate = Words.rate(state);
        String metrics = Words.metrics(state.metrics());
        return " " + Words.done(state)
                + (rate.isEmpty() ? "" : "  " + rate)
                + time
                + (metrics.isEmpty() ? "" : "  " + metrics);
    }
}
