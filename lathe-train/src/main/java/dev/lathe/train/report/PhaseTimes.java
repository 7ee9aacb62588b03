package dev.lathe.train.report;

import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where the time of each stage went. Every metric whose name ends in {@code _seconds} is a part of the time of its step; what no
 * part accounts for is the rest.
 */
final class PhaseTimes {
    static final String SECONDS = "_seconds";

    private static final String REST = "rest";

    private final Map<Stage, Map<String, Double>> stages = new LinkedHashMap<>();
    private final List<String> parts;

    PhaseTimes(List<MetricsLine> lines) {
        double before = 0;
        for (MetricsLine line : lines) {
            Map<String, Double> times = stages.computeIfAbsent(line.stage(), _ -> new LinkedHashMap<>());
            double rest = line.wallSeconds() - before;
            before = line.wallSeconds();
            for (Map.Entry<String, Double> metric : line.metrics().values().entrySet()) {
                if (metric.getKey().endsWith(SECONDS)) {
                    times.merge(partName(metric.getKey()), metric.getValue(), Double::sum);
                    rest -= metric.getValue();
                }
            }
            times.merge(REST, rest, Double::sum);
        }
        stages.values().forEach(times -> times.merge(REST, 0.0, Math::max));
        this.parts = byTotal();
    }

    boolean isEmpty() {
        return total() <= 0;
    }

    /** Draws a bar a stage, as long as its time, and a table of all parts. */
    Element element() {
        Element times = Element.of("div", "times");
        stages.forEach((stage, parts) -> times.add(bar(stage, parts)));
        return times.add(table());
    }

    private Element bar(Stage stage, Map<String, Double> times) {
        Element bar = Element.of("div", "bar");
        for (String part : parts) {
            double seconds = times.getOrDefault(part, 0.0);
            double share = seconds / longest();
            if (share > 0.001) {
                bar.add(Element.of("span", color(part))
                        .with("style", "width:%s%%".formatted(Figures.coordinate(share * 100)))
                        .with("title", "%s: %s".formatted(part, Figures.duration(seconds))));
            }
        }
        return Element.of("div", "time")
                .add(Element.of("span", "stage").text(Wording.training(stage)), bar)
                .add(Element.of("span", "number").text(Figures.duration(sum(times))));
    }

    private Element table() {
        Element head = Element.of("tr").add(Element.of("th").text("part"));
        stages.keySet().forEach(stage -> head.add(Element.of("th").text(Wording.training(stage))));
        Element body = Element.of("tbody");
        for (String part : parts) {
            Element row = Element.of("tr")
                    .add(Element.of("td")
                            .add(
                                    Element.of("i", "key " + color(part)),
                                    Element.of("span").text(part)));
            stages.values().forEach(times -> row.add(Element.of("td").text(cell(times, part))));
            body.add(row);
        }
        return Element.of("div", "scroll")
                .add(Element.of("table", "narrow").add(Element.of("thead").add(head), body));
    }

    private static String cell(Map<String, Double> times, String part) {
        double seconds = times.getOrDefault(part, 0.0);
        return seconds <= 0
                ? "-"
                : "%s (%s)".formatted(Figures.duration(seconds), Figures.percent(seconds / sum(times)));
    }

    private List<String> byTotal() {
        var totals = new LinkedHashMap<String, Double>();
        stages.values().forEach(times -> times.forEach((part, seconds) -> totals.merge(part, seconds, Double::sum)));
        totals.remove(REST);
        List<String> names = new ArrayList<>(totals.keySet());
        names.sort(Comparator.comparingDouble((String part) -> -totals.getOrDefault(part, 0.0)));
        names.add(REST);
        return names;
    }

    /** Parts beyond the eighth share the color of the rest: more hues than that nobody tells apart. */
    private String color(String part) {
        int index = parts.indexOf(part);
        return part.equals(REST) || index >= 7 ? "part-rest" : "part-" + index;
    }

    private double longest() {
        return stages.values().stream().mapToDouble(PhaseTimes::sum).max().orElse(1);
    }

    private double total() {
        return stages.values().stream().mapToDouble(PhaseTimes::sum).sum();
    }

    private static double sum(Map<String, Double> times) {
        return times.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String partName(String metric) {
        return metric.substring(0, metric.length() - SECONDS.length()).replace('_', ' ');
    }
}
