package dev.lathe.train.report;

import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Summary;
import java.util.List;
import java.util.Objects;

/** Lays out evaluations and baselines as a table, for the report and for the console. */
final class EvaluationTable {
    private static final String NONE = "-";

    private final Summary summary;
    private final boolean verified;

    EvaluationTable(Summary summary) {
        this.summary = summary;
        this.verified = summary.evaluations().stream().anyMatch(row -> row.constraintsVerified() != null);
    }

    List<String> header() {
        List<String> header = List.of(
                "policy",
                "decoding",
                "tasks",
                "full success",
                "95 % interval",
                "strict reward",
                "loose reward",
                "turns",
                "items opened",
                "verified");
        return withOrWithoutLast(header);
    }

    /** Returns a row for each evaluation, in their order. */
    List<List<String>> rows() {
        return summary.evaluations().stream().map(this::row).toList();
    }

    Element element() {
        Element head = Element.of("tr");
        header().forEach(cell -> head.add(Element.of("th").text(cell)));
        Element body = Element.of("tbody");
        rows().forEach(row -> body.add(line(row)));
        for (Wording.Baseline baseline : Wording.baselines(summary.baselines())) {
            body.add(Element.of("tr", "baseline")
                    .add(
                            Element.of("td").with("colspan", 3).text(baseline.name() + " (no training)"),
                            Element.of("td").text(Figures.percent(baseline.fullSuccess())),
                            Element.of("td").with("colspan", header().size() - 4)));
        }
        return Element.of("div", "scroll")
                .add(Element.of("table").add(Element.of("thead").add(head), body));
    }

    private List<String> row(Evaluation evaluation) {
        return withOrWithoutLast(List.of(
                Wording.stage(evaluation.stage()) + ", " + evaluation.split(),
                Wording.decoding(evaluation.decoding()),
                Integer.toString(evaluation.tasks()),
                Figures.percent(evaluation.fullSuccess()),
                Figures.interval(evaluation.ciLow(), evaluation.ciHigh()),
                Figures.fixed(evaluation.strictReward(), 3),
                Figures.fixed(evaluation.looseReward(), 3),
                Figures.fixed(evaluation.meanTurns(), 1),
                Figures.fixed(evaluation.itemsOpened(), 2),
                evaluation.constraintsVerified() == null
                        ? NONE
                        : Figures.percent(Objects.requireNonNull(evaluation.constraintsVerified()))));
    }

    private List<String> withOrWithoutLast(List<String> cells) {
        return verified ? cells : cells.subList(0, cells.size() - 1);
    }

    private static Element line(List<String> cells) {
        Element row = Element.of("tr");
        cells.forEach(cell -> row.add(Element.of("td").text(cell)));
        return row;
    }
}
