package dev.lathe.train.report;

import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the results page of several runs in the shop: one file that needs nothing else. */
public final class ResultsPage {
    private static final Set<String> SHOWN =
            Set.of("validation_success", "success", "reward", "negative_log_likelihood");

    private ResultsPage() {}

    /**
     * Holds one run.
     *
     * @param lines what was logged
     * @param findings what was found in the held-out episodes, by the name of the evaluation, in the order of the run
     */
    public record Run(
            String name, Summary summary, List<MetricsLine> lines, SequencedMap<String, ShopFindings> findings) {}

    /**
     * Holds the answer to a question about two runs.
     *
     * @param question what is asked
     * @param first the run that the difference is in favor of if it is positive
     * @param tasks how many tasks both have
     * @param difference success of the first less that of the second
     * @param low lower bound of its 95 % interval
     * @param high its upper bound
     * @param probability of so unequal a division by chance, by McNemar's test
     */
    public record Answer(
            String question,
            String first,
            String second,
            int tasks,
            double difference,
            double low,
            double high,
            double probability) {}

    /**
     * Returns the page.
     *
     * @param dialogues attempts at the same tasks before and after reinforcement learning, with their mistakes
     */
    public static String html(List<Run> runs, List<Answer> answers, List<ConversationPair> dialogues) {
        Element body = Element.of("body")
                .add(Element.of("header")
                        .add(Element.of("h1").text("Lathe in the shop: %d runs".formatted(runs.size()))));
        body.add(Report.section("Full success on held-out tasks").add(table(runs)));
        if (!answers.isEmpty()) {
            body.add(Report.section("Questions, by paired tasks").add(answers(answers)));
        }
        body.add(Report.section("Errors in failed episodes").add(errors(runs)));
        body.add(Report.section("Where episodes were lost").add(fatal(runs)));
        body.add(Report.section("When one wish changes").add(changed(runs)));
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
        return rows(
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

    private static Element answers(List<Answer> answers) {
        return rows(
                List.of("question", "runs", "tasks", "difference", "95 % interval", "McNemar p"),
                answers.stream()
                        .map(answer -> List.of(
                                answer.question(),
                                answer.first() + " less " + answer.second(),
                                Integer.toString(answer.tasks()),
                                points(answer.difference()),
                                "[%s, %s]".formatted(points(answer.low()), points(answer.high())),
                                Figures.compact(answer.probability())))
                        .toList());
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", 100 * share);
    }

    private static Element errors(List<Run> runs) {
        var kinds = new TreeSet<>(runs.stream()
                .flatMap(run -> run.findings().values().stream())
                .flatMap(findings -> findings.errors().keySet().stream())
                .toList());
        List<String> header = new ArrayList<>(List.of("run", "evaluation", "failed"));
        kinds.forEach(kind -> header.add(name(kind)));
        return rows(header, each(runs, findings -> {
            List<String> cells = new ArrayList<>(List.of("%d of %d".formatted(findings.failed(), findings.episodes())));
            kinds.forEach(kind -> cells.add(Integer.toString(findings.errors().getOrDefault(kind, 0))));
            return cells;
        }));
    }

    private static Element fatal(List<Run> runs) {
        return rows(
                List.of("run", "evaluation", "lost by", "constraints met in purchases"),
                each(
                        runs,
                        findings -> List.of(
                                findings.fatal().entrySet().stream()
                                        .map(each -> name(each.getKey()) + " " + each.getValue())
                                        .collect(Collectors.joining(", ")),
                                findings.met().entrySet().stream()
                                        .map(each -> name(each.getKey()) + " " + Figures.percent(each.getValue()))
                                        .collect(Collectors.joining(", ")))));
    }

    private static Element changed(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            run.findings().forEach((name, findings) -> {
                ShopFindings.Changed changed = findings.changed();
                if (changed != null && changed.pairs() > 0) {
                    rows.add(List.of(
                            run.name(),
                            name,
                            Integer.toString(changed.pairs()),
                            Figures.percent((double) changed.right() / changed.pairs()),
                            Figures.percent((double) changed.same() / changed.pairs())));
                }
            });
        }
        return rows(
                List.of("run", "evaluation", "tasks that succeeded before", "right again", "the same product"), rows);
    }

    /** Says something of each evaluation. */
    private interface Saying {
        List<String> of(ShopFindings findings);
    }

    private static List<List<String>> each(List<Run> runs, Saying saying) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            for (Map.Entry<String, ShopFindings> each : run.findings().entrySet()) {
                List<String> row = new ArrayList<>(List.of(run.name(), each.getKey()));
                row.addAll(saying.of(each.getValue()));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Element> curves(List<MetricsLine> lines) {
        List<Element> elements = new ArrayList<>();
        for (Map.Entry<Stage, List<Series>> stage : Series.of(lines).entrySet()) {
            List<Series> shown = stage.getValue().stream()
                    .filter(series -> SHOWN.contains(series.name()))
                    .toList();
            if (!shown.isEmpty()) {
                elements.add(Element.of("h3").text(Wording.training(stage.getKey())));
                elements.addAll(CurveChart.all(shown));
            }
        }
        return elements;
    }

    private static Element rows(List<String> header, List<List<String>> rows) {
        Element head = Element.of("tr");
        header.forEach(cell -> head.add(Element.of("th").text(cell)));
        Element body = Element.of("tbody");
        for (List<String> cells : rows) {
            Element row = Element.of("tr");
            cells.forEach(cell -> row.add(Element.of("td").text(cell)));
            body.add(row);
        }
        return Element.of("div", "scroll")
                .add(Element.of("table").add(Element.of("thead").add(head), body));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
