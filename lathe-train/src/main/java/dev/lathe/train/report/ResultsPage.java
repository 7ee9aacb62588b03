package dev.lathe.train.report;

import dev.lathe.shop.session.ShopScore;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Writes the results page of several runs in the shop: one file that needs nothing else. */
public final class ResultsPage {
    /** The metrics that are drawn. */
    public static final List<String> CURVES =
            List.of("validation_success", "success", "reward", "negative_log_likelihood");

    private ResultsPage() {}

    /**
     * Holds one run.
     *
     * @param tasks names the held-out tasks by their hash
     * @param lines what was logged
     * @param findings what was found in the held-out episodes, by the name of the evaluation, in the order of the run
     */
    public record Run(
            String name,
            Summary summary,
            String tasks,
            List<MetricsLine> lines,
            SequencedMap<String, ShopFindings> findings) {}

    /**
     * Returns the page.
     *
     * @param dialogues attempts at the same tasks before and after reinforcement learning, with their mistakes
     */
    public static String html(List<Run> runs, List<Question> questions, List<ConversationPair> dialogues) {
        Element body = Element.of("body")
                .add(Element.of("header")
                        .add(Element.of("h1").text("Lathe in the shop: %d runs".formatted(runs.size()))));
        body.add(Report.section("Full success on held-out tasks").add(table(runs)));
        body.add(Report.section("Runs, and shoppers without training on the same tasks")
                .add(facts(runs)));
        body.add(Report.section("Questions").addAll(Questions.of(questions)));
        body.add(Report.section("Errors in failed episodes").addAll(FindingsTables.errors(runs)));
        body.add(Report.section("Where episodes were lost, and what was met").add(FindingsTables.losses(runs)));
        body.add(Report.section("When one wish changes").add(FindingsTables.changed(runs)));
        if (!dialogues.isEmpty()) {
            body.add(Report.section("Conversations before and after").add(Conversations.of(dialogues)));
        }
        for (Run run : runs) {
            body.add(Report.section("Curves of " + run.name()).addAll(curves(run.lines())));
        }
        return Report.page("Lathe in the shop", body);
    }

    private static Element table(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            for (Evaluation evaluation : run.summary().evaluations()) {
                rows.add(List.of(
                        run.name(),
                        Wording.stage(evaluation.stage()),
                        Wording.decoding(evaluation.decoding()),
                        Integer.toString(evaluation.tasks()),
                        Figures.percent(evaluation.fullSuccess()),
                        Figures.interval(evaluation.ciLow(), evaluation.ciHigh()),
                        Figures.fixed(evaluation.strictReward(), 3),
                        Figures.fixed(evaluation.looseReward(), 3),
                        Figures.fixed(evaluation.meanTurns(), 1)));
            }
        }
        return Tables.of(
                List.of(
                        "run",
                        "policy",
                        "decoding",
                        "tasks",
                        "full success",
                        "95 % interval",
                        "strict",
                        "loose",
                        "turns"),
                rows);
    }

    /** Names all that decides the figures of each run, and shows what the same tasks are worth without training. */
    private static Element facts(List<Run> runs) {
        List<String> header =
                new ArrayList<>(List.of("run", "seed", "parameters", "time", "catalogue", "tasks", "score"));
        runs.stream()
                .map(run -> Wording.baselines(run.summary().baselines()))
                .filter(baselines -> !baselines.isEmpty())
                .findFirst()
                .ifPresent(baselines -> baselines.forEach(baseline -> header.add(baseline.name())));
        return Tables.of(
                header, runs.stream().map(run -> facts(run, header.size())).toList());
    }

    private static List<String> facts(Run run, int columns) {
        Summary summary = run.summary();
        String catalogue = summary.catalogueHash();
        List<String> cells = new ArrayList<>(List.of(
                run.name(),
                Long.toString(summary.seed()),
                Figures.count(summary.parameters()),
                Figures.duration(summary.wallSeconds()),
                catalogue == null ? "-" : Figures.digits(catalogue),
                Figures.digits(run.tasks()),
                ShopScore.VERSION));
        Wording.baselines(summary.baselines()).forEach(baseline -> cells.add(Figures.percent(baseline.fullSuccess())));
        while (cells.size() < columns) {
            cells.add("-");
        }
        return cells;
    }

    private static List<Element> curves(List<MetricsLine> lines) {
        List<Element> elements = new ArrayList<>();
        for (Map.Entry<Stage, List<Series>> stage : Series.of(lines).entrySet()) {
            List<Series> shown = stage.getValue().stream()
                    .filter(series -> CURVES.contains(series.name()))
                    .toList();
            if (!shown.isEmpty()) {
                elements.add(Element.of("h3").text(Wording.training(stage.getKey())));
                elements.addAll(CurveChart.all(shown));
            }
        }
        return elements;
    }
}
