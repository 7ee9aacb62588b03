package dev.lathe.train.report;

import dev.lathe.core.WilsonInterval;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.train.report.ResultsPage.Run;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.ShopFindings.Changed;
import dev.lathe.train.run.ShopFindings.ShopperErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what was found in the episodes of runs. */
final class FindingsTables {
    private static final double CONFIDENCE = 0.95;

    private FindingsTables() {}

    /** Returns a table for each run: how often each error came, a column for each evaluation. */
    static List<Element> errors(List<Run> runs) {
        List<Element> elements = new ArrayList<>();
        for (Run run : runs) {
            if (!run.findings().isEmpty()) {
                elements.add(Element.of("h3").text(run.name()));
                elements.add(errors(run));
            }
        }
        return elements;
    }

    private static Element errors(Run run) {
        List<ShopFindings> evaluations = List.copyOf(run.findings().values());
        ShopFindings last = evaluations.getLast();
        List<ErrorKind> kinds = evaluations.stream()
                .flatMap(findings -> findings.errors().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .sorted(Comparator.comparingInt(kind -> -last.errors().getOrDefault(kind, 0)))
                .toList();
        List<String> header = new ArrayList<>(List.of("error"));
        header.addAll(run.findings().keySet());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("failed", evaluations, found -> "%d of %d".formatted(found.failed(), found.episodes())));
        kinds.forEach(kind -> rows.add(row(
                Wording.of(kind),
                evaluations,
                found -> Integer.toString(found.errors().getOrDefault(kind, 0)))));
        return Tables.of(header, rows);
    }

    private static List<String> row(String name, List<ShopFindings> evaluations, Function<ShopFindings, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name));
        evaluations.stream().map(cell).forEach(cells::add);
        return cells;
    }

    /** Returns by which action episodes were lost, what purchases met, how efficient successes were, and how shoppers did. */
    static Element losses(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            run.findings()
                    .forEach((name, findings) -> rows.add(List.of(
                            run.name(),
                            name,
                            counts(findings.fatal()),
                            findings.met().entrySet().stream()
                                    .map(each -> Wording.of(each.getKey()) + " " + Figures.percent(each.getValue()))
                                    .collect(Collectors.joining(", ")),
                            findings.efficiency() == null ? "-" : Figures.percent(findings.efficiency()),
                            errors(findings.shopper()))));
        }
        return Tables.of(
                List.of(
                        "run",
                        "evaluation",
                        "lost by",
                        "constraints met in purchases",
                        "turns of a fair shopper over those taken",
                        "shoppers' own errors"),
                rows);
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String errors(@Nullable ShopperErrors shopper) {
        return shopper == null
                ? "-"
                : "leaks %d, inventions %d, contradictions %d in %d talks"
                        .formatted(shopper.leaks(), shopper.inventions(), shopper.contradictions(), shopper.talks());
    }

    /** Returns whether purchases followed a wish that was changed. */
    static Element changed(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            run.findings().forEach((name, findings) -> {
                Changed changed = findings.changed();
                if (changed != null && changed.pairs() > 0) {
                    rows.add(changed(run.name(), name, changed));
                }
            });
        }
        return rows.isEmpty()
                ? Element.of("p", "missing").text("No run kept episodes in which one wish was changed.")
                : Tables.of(
                        List.of(
                                "run",
                                "evaluation",
                                "tasks that succeeded before",
                                "right again",
                                "95 % interval",
                                "the same product",
                                "95 % interval"),
                        rows);
    }

    private static List<String> changed(String run, String evaluation, Changed changed) {
        List<String> cells = new ArrayList<>(List.of(run, evaluation, Integer.toString(changed.pairs())));
        for (int count : List.of(changed.right(), changed.same())) {
            WilsonInterval rate = WilsonInterval.of(count, changed.pairs(), CONFIDENCE);
            cells.add(Figures.percent(rate.rate()));
            cells.add(Figures.interval(rate.low(), rate.high()));
        }
        return cells;
    }
}
