package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.StepResult;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Feasibility;
import dev.lathe.train.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what each choice of {@code environment.reward} rewards. */
class ShopRewardTests {
    private static final Metrics HALF_RIGHT = Metrics.of("strict", 0.25)
            .with("loose", 0.75)
            .with("success", 0)
            .with("type", 1)
            .with("attributes", 0.5)
            .with("options", 0.5)
            .with("price", 1);
    private static final String STEPWISE =
            "rl.algorithm={kind: grpo, returns: {kind: chunks, gamma: 0.9, step_rewards: true}}";

    private static Recipe recipe(String... changes) {
        List<String> all = new ArrayList<>(List.of("environment.products=800"));
        all.addAll(List.of(changes));
        return Recipes.load("shop", Recipe.class, all);
    }

    private static ShopSource source(String... changes) {
        return new ShopSource((EnvironmentRecipe.Shop) recipe(changes).environment(), 0);
    }

    @ParameterizedTest
    @CsvSource({"strict, 0.25", "loose, 0.75", "success, 0", "blend, 0.45", "vector, 0.75", "potential, 0.25"})
    void aPurchaseThatIsHalfRight(String reward, double value) {
        ShopSource source = source("environment.reward=" + reward, "environment.blend=0.6");
        Score score = source.reward().score(source.training(0), List.of(), HALF_RIGHT);
        assertThat(score.value()).isCloseTo(value, within(1e-12));
    }

    @Test
    void aVectorComparesEachPartOnItsOwn() {
        ShopSource source = source("environment.reward=vector");
        assertThat(source.dimensions()).containsExactly("type", "attributes", "options", "price");
        Metrics right = HALF_RIGHT.with("attributes", 1);
        Metrics wrong = HALF_RIGHT.with("attributes", 0).with("price", 0);
        TrajectoryGroup group = new TrajectoryGroup(
                "task", List.of(episode(right), episode(HALF_RIGHT), episode(wrong), episode(wrong)));
        List<Double> values =
                DimensionRewards.of(List.of(group), source.dimensions()).getFirst().trajectories().stream()
                        .map(episode -> episode.score().value())
                        .toList();
        double attributes = Math.sqrt((0.625 * 0.625 + 0.125 * 0.125 + 2 * 0.375 * 0.375) / 3);
        double price = Math.sqrt(4 * 0.25 / 3);
        assertThat(values.get(0)).isCloseTo(0.625 / attributes + 0.5 / price, within(1e-9));
        assertThat(values.get(1)).isCloseTo(0.125 / attributes + 0.5 / price, within(1e-9));
        assertThat(values.get(2)).isCloseTo(-0.375 / attributes - 0.5 / price, within(1e-9));
        assertThat(values.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(0, within(1e-9));
    }

    private static Trajectory episode(Metrics outcome) {
        return new Trajectory(
                "task",
                0,
                TokenSpan.prompt(new int[] {1}, PolicyVersion.INITIAL),
                "",
                List.of(),
                outcome,
                new Score(0, outcome),
                Trajectory.EndReason.TERMINATED);
    }

    @Test
    void aPotentialRewardsVerificationAndCancels() {
        ShopSource source = source("environment.reward=potential", "environment.shaping_discount=0.9");
        ShopTask task = source.training(3);
        double discounted = 0;
        double discount = 1;
        double most = 0;
        try (Environment<ShopTask> environment = source.environment()) {
            environment.reset(task, 0);
            for (Lesson.Turn turn : source.oracle(task).turns()) {
                StepResult result = environment.step(turn.reply());
                discounted += discount * result.reward();
                discount *= 0.9;
                most = Math.max(most, result.reward());
            }
        }
        assertThat(most).isPositive();
        assertThat(discounted).isCloseTo(0, within(1e-9));
    }

    @Test
    void aPotentialNeedsRewardsOfSteps() {
        Feasibility.require(recipe("environment.reward=potential", "environment.shaping_discount=0.9", STEPWISE));
        for (Recipe recipe :
                List.of(recipe("environment.reward=potential"), recipe("environment.reward=potential", STEPWISE))) {
            assertThatThrownBy(() -> Feasibility.require(recipe))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(
                            "environment.reward: potential needs rl.algorithm.returns: {kind: chunks, gamma:");
        }
    }
}
