package dev.lathe.train.report;

import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the full success of each evaluation as a dot with its interval, and the baselines as lines behind them. */
final class EvaluationPlot {
    private static final double WIDTH = 860;
    private static final double LEFT = 210;
    private static final double RIGHT = WIDTH - 150;
    private static final double ROW = 30;
    private static final double LANE = 15;
    private static final double LETTER = 6.3;

    private final Scale x = new Scale(0, 1, LEFT, RIGHT);
    private final List<Evaluation> rows;
    private final List<Wording.Baseline> baselines;
    private final Element svg = Element.of("svg", "plot");

    /** A label that has its place above the plot: lane 0 is nearest to it. */
    private record Placed(Wording.Baseline baseline, int lane, double from) {
        /** Returns where its line begins. */
        double base(double top) {
            return top - 2 - lane * LANE;
        }
    }

    private EvaluationPlot(Summary summary) {
        this.rows = summary.evaluations().stream()
                .sorted(Comparator.comparing(Evaluation::split).thenComparing(Evaluation::decoding))
                .toList();
        this.baselines = Wording.baselines(summary.baselines());
    }

    static Element of(Summary summary) {
        return new EvaluationPlot(summary).draw();
    }

    private Element draw() {
        List<Placed> labels = placed();
        int lanes = 1 + labels.stream().mapToInt(Placed::lane).max().orElse(-1);
        double top = 10 + lanes * LANE;
        double bottom = top + rows.size() * ROW + 6;
        svg.with("viewBox", "0 0 %.0f %.0f".formatted(WIDTH, bottom + 26))
                .with("role", "img")
                .with("aria-label", "full success of each evaluation with its 95 % interval");
        for (double tick = 0; tick <= 1.001; tick += 0.25) {
            svg.add(vertical("grid", x.at(tick), top, bottom));
            svg.add(label("tick", x.at(tick), bottom + 16, "middle", Math.round(tick * 100) + " %"));
        }
        labels.forEach(
                label -> svg.add(vertical("reference", x.at(label.baseline().fullSuccess()), label.base(top), bottom)));
        labels.forEach(label ->
                svg.add(label("reference", label.from(), label.base(top) - 3, "start", caption(label.baseline()))));
        for (int i = 0; i < rows.size(); i++) {
            drawRow(rows.get(i), top + (i + 0.5) * ROW + 3);
        }
        return svg;
    }

    private void drawRow(Evaluation row, double y) {
        String color = Wording.decoding(row.decoding());
        Element group = Element.of("g", color);
        group.add(label("row", LEFT - 14, y + 4, "end", "%s, %s".formatted(Wording.stage(row.stage()), color)));
        group.add(Element.of("line", "whisker")
                .with("x1", x.at(row.ciLow()))
                .with("x2", x.at(row.ciHigh()))
                .with("y1", y)
                .with("y2", y));
        group.add(Element.of("circle", "mean")
                .with("cx", x.at(row.fullSuccess()))
                .with("cy", y)
                .with("r", 5.0));
        group.add(label(
                "number",
                RIGHT + 14,
                y + 4,
                "start",
                "%s  %s".formatted(Figures.percent(row.fullSuccess()), Figures.interval(row.ciLow(), row.ciHigh()))));
        svg.add(group);
    }

    /** Gives each label the lowest lane in which it touches no other. */
    private List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        for (Wording.Baseline baseline : sorted()) {
            double width = caption(baseline).length() * LETTER;
            double from = Math.clamp(x.at(baseline.fullSuccess()) - width / 2, LEFT - 40, WIDTH - width);
            int lane = 0;
            while (taken(placed, lane, from)) {
                lane++;
            }
            placed.add(new Placed(baseline, lane, from));
        }
        return placed;
    }

    private List<Wording.Baseline> sorted() {
        return baselines.stream()
                .sorted(Comparator.comparingDouble(Wording.Baseline::fullSuccess))
                .toList();
    }

    private static boolean taken(List<Placed> placed, int lane, double from) {
        return placed.stream()
                .anyMatch(other -> other.lane() == lane
                        && from < other.from() + caption(other.baseline()).length() * LETTER + 10);
    }

    private static String caption(Wording.Baseline baseline) {
        return "%s %s".formatted(baseline.name(), Figures.percent(baseline.fullSuccess()));
    }

    private static Element vertical(String cssClass, double x, double from, double to) {
        return Element.of("line", cssClass)
                .with("x1", x)
                .with("x2", x)
                .with("y1", from)
                .with("y2", to);
    }

    private static Element label(String cssClass, double x, double y, String anchor, String text) {
        return Element.of("text", cssClass)
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .text(text);
    }
}
