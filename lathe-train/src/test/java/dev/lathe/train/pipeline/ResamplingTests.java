package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Progress;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that a policy plays on from the fair oracle's episodes, and imitates them up to what was crucial. */
class ResamplingTests {
    private static final int TASKS = 2;
    private static final String PARALLEL = "{kind: parallel, tasks: 2, anchors: 20}";
    private static final String ROLLBACK = "{kind: rollback, tasks: 2}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, false", "2, false", "0, true", "2, true"})
    void anExpertIsImitatedUpToTheChunkWithoutWhichNothingIsWon(int crucial, boolean back) {
        Recipe recipe = recipe(1, back ? ROLLBACK : PARALLEL);
        ShopSource shop = new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), recipe.seed());
        TinyJob.run(folder, recipe, new Crucial(shop, crucial));
        MetricsLine line = TinyJob.lines(folder).getFirst();
        int inside = IntStream.range(0, TASKS)
                .map(task -> shop.lesson(SftRecipe.Part.EPISODE, task).turns().size() - 1)
                .sum();
        assertThat(line.metrics().get("experts")).isEqualTo(TASKS);
        assertThat(line.metrics().get("imitated_chunks")).isEqualTo(TASKS * (crucial + 1));
        assertThat(line.metrics().get("resampled_groups"))
                .isEqualTo(back ? inside - TASKS * Math.max(0, crucial - 1) : inside);
        assertThat(line.metrics().get("groups")).isEqualTo(TASKS);
        assertThat(line.metrics().get("reward")).isZero();
        assertThat(line.metrics().get("resampled_reward"))
                .isCloseTo(
                        (inside - TASKS * crucial) / line.metrics().get("resampled_groups"),
                        within(crucial == 0 ? 1e-9 : 1));
        assertThat(line.metrics().get("grad_norm")).isPositive();
    }

    @Test
    void aPolicyThatNeverSucceedsImitatesAllOfTheExpert() {
        Recipe recipe = recipe(1, "{kind: parallel, tasks: 2, anchors: 1}");
        ShopSource shop = new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), recipe.seed());
        TinyJob.run(folder, recipe, shop);
        int chunks = IntStream.range(0, TASKS)
                .map(task -> shop.lesson(SftRecipe.Part.EPISODE, task).turns().size())
                .sum();
        MetricsLine line = TinyJob.lines(folder).getFirst();
        assertThat(line.metrics().get("imitated_chunks")).isEqualTo(chunks);
        assertThat(line.metrics().get("resampled_groups")).isEqualTo(TASKS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {PARALLEL, ROLLBACK})
    void oneSeedGivesOneResultAlsoAfterStops(String resampling) {
        Recipe recipe = recipe(2, resampling);
        TaskSource<ShopTask> source =
                new Crucial(new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), recipe.seed()), 1);
        String whole = TinyJob.run(folder.resolve("whole"), recipe, source);
        var stop = new StopRequest();
        stop.request();
        try (RunFolder run = RunFolder.create(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.run(recipe, run, source, Progress.SILENT, stop)).isFalse();
        }
        TinyJob.resume(folder.resolve("parts"), recipe, source, Progress.SILENT, new StopRequest());
        try (RunFolder run = RunFolder.resume(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(whole);
        }
        assertThat(TinyJob.lines(folder.resolve("parts"))).isEqualTo(TinyJob.lines(folder.resolve("whole")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rl.algorithm={kind: grpo, resampling: {kind: parallel, tasks: 1}} | an expert is imitated beside loss: topr on returns: chunks",
                "rl.algorithm={kind: ipa, resampling: {kind: parallel, tasks: 3}} | resampling of ipa asks for 3 tasks with an expert, and a step has 2 (tasks)",
                "rl={steps: 1, tasks: 4, shuffle_rewards: true, algorithm: {kind: ipa, resampling: {kind: rollback}}} | experts would teach all the same",
            })
    void whatCannotBeIsRefusedInOneLine(String override, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> TinyJob.recipe(folder, override))
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    private Recipe recipe(int steps, String resampling) {
        return TinyJob.recipe(
                folder,
                "sft.phases=[]",
                "evaluation.held_out=0",
                "environment.turn_limit=15",
                "compute.conversation_tokens=1024",
                "rl.steps=" + steps,
                "rl.group_size=2",
                "rl.algorithm={kind: ipa, resampling: %s}".formatted(resampling));
    }

    /** Rewards one reply of the oracle's, which the policy does not find. */
    private static final class Crucial extends ForwardingSource {
        private final int place;

        Crucial(ShopSource shop, int place) {
            super(shop);
            this.place = place;
        }

        @Override
        public RewardFunction<ShopTask> reward() {
            return (task, replies, outcome) -> {
                List<Lesson.Turn> oracle = lesson(task).turns();
                boolean found = replies.size() > place
                        && letters(replies.get(place))
                                .equals(letters(oracle.get(place).reply()));
                return Score.of(found ? 1 : 0);
            };
        }

        private static String letters(String reply) {
            return reply.replaceAll("\\s", "");
        }

        private Lesson lesson(ShopTask task) {
            return IntStream.range(0, 100)
                    .filter(number -> training(number).equals(task))
                    .mapToObj(number -> lesson(SftRecipe.Part.EPISODE, number))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
