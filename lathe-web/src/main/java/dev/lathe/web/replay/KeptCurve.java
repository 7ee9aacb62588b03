package dev.lathe.web.replay;

import dev.lathe.core.Metrics;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds a metric over the steps of a stage, thinned.
 *
 * @param steps the step of each value, or the last of the neighbouring steps that it is the mean of
 * @param values rounded to five decimal places
 */
record KeptCurve(Stage stage, String metric, List<Long> steps, List<Double> values) {
    private static final int MOST_POINTS = 60;
    private static final double DIGITS = 1e5;

    /** Returns the curves that a results page shows. */
    static List<KeptCurve> of(List<MetricsLine> lines) {
        List<KeptCurve> curves = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            for (String metric : ResultsPage.CURVES) {
                List<MetricsLine> measured = lines.stream()
                        .filter(line -> line.stage() == stage && isMeasured(line, metric))
                        .toList();
                if (!measured.isEmpty()) {
                    curves.add(thinned(stage, metric, measured));
                }
            }
        }
        return curves;
    }

    private static boolean isMeasured(MetricsLine line, String metric) {
        return Double.isFinite(line.metrics().find(metric).orElse(Double.NaN));
    }

    private static KeptCurve thinned(Stage stage, String metric, List<MetricsLine> measured) {
        List<Long> steps = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int points = Math.min(MOST_POINTS, measured.size());
        for (int i = 0; i < points; i++) {
            List<MetricsLine> near = measured.subList(i * measured.size() / points, (i + 1) * measured.size() / points);
            double mean = near.stream()
                    .mapToDouble(line -> line.metrics().get(metric))
                    .average()
                    .orElseThrow();
            steps.add(near.getLast().step());
            values.add(Math.round(mean * DIGITS) / DIGITS);
        }
        return new KeptCurve(stage, metric, steps, values);
    }

    /** Returns the values as they would be logged. */
    List<MetricsLine> lines() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> new MetricsLine(steps.get(i), stage, 0, Metrics.of(metric, values.get(i))))
                .toList();
    }
}
