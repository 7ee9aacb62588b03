package dev.lathe.train.report;

import dev.lathe.shop.session.ShopScore;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Lays out evaluations and baselines as a table, for the report and for the console. */
final class EvaluationTable {
    private static final List<Column> ALWAYS = List.of(
            new Column("policy", row -> Wording.stage(row.stage()) + ", " + row.split()),
            new Column("decoding", row -> Wording.decoding(row.decoding())),
            new Column("tasks", row -> Integer.toString(row.tasks())),
            new Column("full success", row -> Figures.percent(row.fullSuccess())),
            new Column("95 % interval", row -> Figures.interval(row.ciLow(), row.ciHigh())),
            new Column("turns", row -> Figures.fixed(row.meanTurns(), 1)));

    private static final List<Column> OF_THE_SHOP = List.of(
            new Column("strict reward", row -> Figures.fixed(row.strictReward(), 3)),
            new Column("loose reward", row -> Figures.fixed(row.looseReward(), 3)),
            new Column("items opened", row -> Figures.fixed(row.itemsOpened(), 2)));

    private static final Column VERIFIED = new Column(
            "verified",
            row -> row.constraintsVerified() == null
                    ? "-"
                    : Figures.percent(Objects.requireNonNull(row.constraintsVerified())));

    private final Summary summary;
    private final List<Column> columns = new ArrayList<>(ALWAYS);

    private record Column(String head, Function<Evaluation, String> cell) {}

    EvaluationTable(Summary summary) {
        this.summary = summary;
        if (summary.catalogueHash() != null && summary.score().equals(ShopScore.VERSION)) {
            columns.addAll(OF_THE_SHOP);
        }
        if (summary.evaluations().stream().anyMatch(row -> row.constraintsVerified() != null)) {
            columns.add(VERIFIED);
        }
    }

    List<String> header() {
        return columns.stream().map(Column::head).toList();
    }

    /** Returns a row for each evaluation, in their order. */
    List<List<String>> rows() {
        return summary.evaluations().stream()
                .map(row ->
                        columns.stream().map(column -> column.cell().apply(row)).toList())
                .toList();
    }

    Element element() {
        Element head = Element.of("tr");
        header().forEach(cell -> head.add(Element.of("th").text(cell)));
        Element body = Element.of("tbody");
        rows().forEach(row -> body.add(Tables.row(row)));
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
}
