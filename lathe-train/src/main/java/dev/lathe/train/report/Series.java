package dev.lathe.train.report;

import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Holds one metric over the steps of one stage, thinned to what a chart can show.
 *
 * @param name the metric's name
 * @param points finite values in the order of steps
 * @param lost how many values were not finite
 */
record Series(String name, List<Point> points, int lost) {
    private static final int MOST_POINTS = 240;

    /**
     * Holds one value, or the values of neighbouring steps.
     *
     * @param step the step, or the middle one
     * @param value the value, or their mean
     * @param low the smallest of them
     * @param high the largest
     */
    record Point(double step, double value, double low, double high) {}

    /** Returns the curves of each stage, stages and names in the order in which they appeared. */
    static SequencedMap<Stage, List<Series>> of(List<MetricsLine> lines) {
        var stages = new LinkedHashMap<Stage, List<MetricsLine>>();
        lines.forEach(line ->
                stages.computeIfAbsent(line.stage(), _ -> new ArrayList<>()).add(line));
        var curves = new LinkedHashMap<Stage, List<Series>>();
        for (Map.Entry<Stage, List<MetricsLine>> stage : stages.entrySet()) {
            List<Series> series = names(stage.getValue()).stream()
                    .filter(name -> !name.endsWith(PhaseTimes.SECONDS))
                    .map(name -> one(name, stage.getValue()))
                    .toList();
            curves.put(stage.getKey(), series);
        }
        return curves;
    }

    double last() {
        return points.getLast().value();
    }

    boolean thinned() {
        return points.stream().anyMatch(point -> point.low() != point.high());
    }

    private static Set<String> names(List<MetricsLine> lines) {
        var names = new LinkedHashSet<String>();
        lines.forEach(line -> names.addAll(line.metrics().values().keySet()));
        return names;
    }

    private static Series one(String name, List<MetricsLine> lines) {
        List<Point> points = new ArrayList<>();
        int lost = 0;
        for (MetricsLine line : lines) {
            OptionalDouble value = line.metrics().find(name);
            if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
                double number = value.getAsDouble();
                points.add(new Point(line.step(), number, number, number));
            } else if (value.isPresent()) {
                lost++;
            }
        }
        return new Series(name, thin(points), lost);
    }

    private static List<Point> thin(List<Point> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        List<Point> thinned = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            int from = (int) ((long) i * points.size() / MOST_POINTS);
            int to = (int) ((long) (i + 1) * points.size() / MOST_POINTS);
            thinned.add(merge(points.subList(from, to)));
        }
        return thinned;
    }

    private static Point merge(List<Point> points) {
        return new Point(
                points.get(points.size() / 2).step(),
                points.stream().mapToDouble(Point::value).average().orElseThrow(),
                points.stream().mapToDouble(Point::low).min().orElseThrow(),
                points.stream().mapToDouble(Point::high).max().orElseThrow());
    }
}
