package dev.lathe.web.replay;

import dev.lathe.shop.Scenario;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.score.McNemar;
import dev.lathe.shop.score.PairedBootstrap;
import dev.lathe.train.recipe.EnvironmentRecipe.ShopReward;
import dev.lathe.train.report.ResultsPage.Answer;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.Stage;
import dev.lathe.web.replay.ResultRun.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers what runs are compared for, by the sampled success on what both were asked to buy: tasks of the same target, in another
 * scenario as well.
 */
final class ShopQuestions {
    private final List<ResultRun> runs;
    private final List<Answer> answers = new ArrayList<>();

    ShopQuestions(List<ResultRun> runs) {
        this.runs = runs;
    }

    /** Returns an answer for each two runs that differ in what a question asks for alone. */
    List<Answer> answers() {
        for (ResultRun run : runs) {
            if (run.kind() == Kind.MAIN) {
                answer(
                        "Does it beat its own supervised learning?",
                        run,
                        run.last(),
                        run,
                        run.episodes(Stage.SFT, Decoding.SAMPLED),
                        "before");
            }
        }
        pairs("Does it beat supervised learning continued?", (one, other) -> other.kind() == Kind.SFT_CONTINUED);
        pairs("Does it beat shuffled rewards?", (one, other) -> other.kind() == Kind.SHUFFLED);
        pairs(
                "Does the strict reward beat another?",
                (one, other) -> other.kind() == Kind.MAIN
                        && one.shop().reward() == ShopReward.STRICT
                        && other.shop().reward() != ShopReward.STRICT);
        scenarios("Is a talk harder?", Scenario.SINGLE, Scenario.MULTI);
        scenarios("Is a talk harder?", Scenario.SINGLE_PERSONA, Scenario.MULTI_PERSONA);
        scenarios("What does a profile cost?", Scenario.SINGLE, Scenario.SINGLE_PERSONA);
        scenarios("What does a profile cost?", Scenario.MULTI, Scenario.MULTI_PERSONA);
        return answers;
    }

    /** Says whether a run is what another is compared with, where scenario and seed are the same. */
    private interface Comparison {
        boolean holds(ResultRun one, ResultRun other);
    }

    private void pairs(String question, Comparison comparison) {
        for (ResultRun one : runs) {
            for (ResultRun other : runs) {
                boolean alike = one.seed() == other.seed()
                        && one.shop().scenario() == other.shop().scenario()
                        && one.shop().language() == other.shop().language();
                if (one != other && one.kind() == Kind.MAIN && alike && comparison.holds(one, other)) {
                    answer(question, one, one.last(), other, other.last(), other.name());
                }
            }
        }
    }

    private void scenarios(String question, Scenario easier, Scenario harder) {
        for (ResultRun one : runs) {
            for (ResultRun other : runs) {
                boolean alike = one.seed() == other.seed()
                        && one.kind() == Kind.MAIN
                        && other.kind() == Kind.MAIN
                        && one.shop().reward() == other.shop().reward()
                        && one.shop().language() == other.shop().language();
                if (alike && one.shop().scenario() == easier && other.shop().scenario() == harder) {
                    answer(question, one, one.last(), other, other.last(), other.name());
                }
            }
        }
    }

    private void answer(
            String question,
            ResultRun one,
            List<EvaluatedEpisode> first,
            ResultRun other,
            List<EvaluatedEpisode> second,
            String name) {
        Map<Integer, Double> known = byTarget(other.tasks(), second);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        byTarget(one.tasks(), first).forEach((target, success) -> {
            if (known.containsKey(target)) {
                ours.add(success);
                theirs.add(Objects.requireNonNull(known.get(target)));
            }
        });
        if (ours.isEmpty()) {
            return;
        }
        var bootstrap = PairedBootstrap.of(array(ours), array(theirs), 0.95, one.seed());
        var test = McNemar.of(right(ours), right(theirs));
        answers.add(new Answer(
                question,
                one.name(),
                name,
                ours.size(),
                bootstrap.difference(),
                bootstrap.low(),
                bootstrap.high(),
                test.probability()));
    }

    private static Map<Integer, Double> byTarget(List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        Map<Integer, Double> successes = new HashMap<>();
        for (int i = 0; i < episodes.size(); i++) {
            successes.putIfAbsent(tasks.get(i).target(), episodes.get(i).number("success"));
        }
        return successes;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static boolean[] right(List<Double> values) {
        boolean[] right = new boolean[values.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = values.get(i) == 1;
        }
        return right;
    }
}
