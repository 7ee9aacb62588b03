package dev.lathe.train.report;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Draws one metric over steps: a line of means, a band from smallest to largest where steps were merged, dots where values are few. */
final class CurveChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 170;
    private static final double LEFT = 46;
    private static final double RIGHT = WIDTH - 8;
    private static final double TOP = 8;
    private static final double BOTTOM = HEIGHT - 22;
    private static final int FEW = 40;

    private final Series series;
    private final Scale x;
    private final Scale y;

    private CurveChart(Series series) {
        this.series = series;
        List<Series.Point> points = series.points();
        double first = points.getFirst().step();
        double last = points.getLast().step();
        this.x = new Scale(first, last > first ? last : first + 1, LEFT, RIGHT);
        this.y = Scale.spanning(extreme(Series.Point::low, true), extreme(Series.Point::high, false), BOTTOM, TOP);
    }

    /** Draws a card for each metric, the important ones first; those that have one value stand in a line below. */
    static List<Element> all(List<Series> all) {
        Element cards = Element.of("div", "curves");
        Element once = Element.of("p", "numbers");
        for (Series series : all.stream().sorted(CurveOrder.BY_IMPORTANCE).toList()) {
            if (series.points().size() == 1 && series.lost() == 0) {
                once.add(Element.of("span")
                        .text(series.name() + " ")
                        .add(Element.of("b").text(Figures.compact(series.last()))));
            } else {
                cards.add(card(series));
            }
        }
        return List.of(cards, once);
    }

    /** Draws the metric's name, its last value and its curve. */
    private static Element card(Series series) {
        Element card = Element.of("figure", "card curve");
        Element caption =
                Element.of("figcaption").add(Element.of("span", "name").text(series.name()));
        if (series.points().isEmpty()) {
            return card.add(caption.add(Element.of("span", "bad").text("never finite")));
        }
        caption.add(Element.of("span", "value").text(Figures.compact(series.last())));
        if (series.lost() > 0) {
            caption.add(Element.of("span", "bad").text(series.lost() + " not finite"));
        }
        return card.add(caption, new CurveChart(series).drawing());
    }

    private Element drawing() {
        Element svg = Element.of("svg")
                .with("viewBox", "0 0 %.0f %.0f".formatted(WIDTH, HEIGHT))
                .with("role", "img")
                .with("aria-label", "%s over steps, last %s".formatted(series.name(), Figures.compact(series.last())))
                .with("data-steps", joined(point -> Long.toString(Math.round(point.step()))))
                .with("data-values", joined(point -> Figures.compact(point.value())))
                .with("data-x", joined(point -> Figures.coordinate(x.at(point.step()))))
                .with("data-y", joined(point -> Figures.coordinate(y.at(point.value()))));
        drawAxes(svg);
        if (series.thinned()) {
            svg.add(Element.of("polygon", "band").with("points", band()));
        }
        svg.add(Element.of("polyline", "line").with("points", path(Series.Point::value)));
        if (series.points().size() <= FEW) {
            for (Series.Point point : series.points()) {
                svg.add(dot(point, "dot"));
            }
        }
        return svg.add(dot(series.points().getLast(), "cursor"));
    }

    private void drawAxes(Element svg) {
        for (double tick : y.ticks(5)) {
            svg.add(line(LEFT, y.at(tick), RIGHT, y.at(tick)));
            svg.add(label(LEFT - 6, y.at(tick) + 3.5, "end", Figures.compact(tick)));
        }
        for (double tick : x.ticks(5)) {
            svg.add(label(x.at(tick), HEIGHT - 6, "middle", Figures.compact(tick)));
        }
    }

    private static Element line(double x1, double y1, double x2, double y2) {
        return Element.of("line", "grid")
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2);
    }

    private static Element label(double x, double y, String anchor, String text) {
        return Element.of("text")
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .text(text);
    }

    private Element dot(Series.Point point, String cssClass) {
        return Element.of("circle", cssClass)
                .with("cx", x.at(point.step()))
                .with("cy", y.at(point.value()))
                .with("r", cssClass.equals("dot") ? 2.2 : 3.5);
    }

    private String band() {
        String there = path(Series.Point::high);
        String back = series.points().reversed().stream()
                .map(point -> place(point, Series.Point::low))
                .collect(Collectors.joining(" "));
        return there + " " + back;
    }

    private String path(ToDoubleFunction<Series.Point> value) {
        return series.points().stream().map(point -> place(point, value)).collect(Collectors.joining(" "));
    }

    private String place(Series.Point point, ToDoubleFunction<Series.Point> value) {
        return Figures.coordinate(x.at(point.step())) + "," + Figures.coordinate(y.at(value.applyAsDouble(point)));
    }

    private String joined(Function<Series.Point, String> figure) {
        return series.points().stream().map(figure).collect(Collectors.joining(" "));
    }

    private double extreme(ToDoubleFunction<Series.Point> value, boolean smallest) {
        var values = series.points().stream().mapToDouble(value);
        return (smallest ? values.min() : values.max()).orElseThrow();
    }
}
