package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Trajectory;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.SafetensorsFile;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReinforcementStepsTests {
    @TempDir
    Path folder;

    @Test
    void aStepLearnsFromTheRewardAndReportsIt() {
        Recipe recipe = recipe();
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        List<MetricsLine> lines = TinyJob.lines(folder);
        assertThat(lines).hasSize(2);
        for (MetricsLine line : lines) {
            List<Trajectory> episodes =
                    TrajectoryLog.read(folder.resolve("tiny/trajectories/step-%d.jsonl".formatted(line.step())));
            assertThat(episodes).hasSize(8);
            for (Trajectory episode : episodes) {
                String said = String.join(
                        " ", episode.chunks().stream().map(Chunk::actionText).toList());
                assertThat(episode.score().value()).isEqualTo(ChanceSource.chance(said));
            }
            assertThat(line.metrics().get("reward"))
                    .isCloseTo(
                            episodes.stream()
                                    .mapToDouble(episode -> episode.score().value())
                                    .average()
                                    .orElseThrow(),
                            within(1e-12));
            assertThat(line.metrics().get("groups")).isEqualTo(2);
            assertThat(line.metrics().get("groups_without_signal")).isZero();
            assertThat(line.metrics().get("grad_norm")).isPositive();
            assertThat(line.metrics().get("logprob_gap_max")).isLessThan(1e-4);
        }
    }

    @Test
    void anAdapterAloneLearnsAndTheEngineServesIt() {
        Recipe recipe = TinyJob.recipe(
                folder,
                "sft.phases=[]",
                "evaluation.held_out=2",
                "checkpoint_every=1",
                "checkpoints.keep_last=9",
                "rl.adapter={rank: 2, targets: [q_proj, v_proj]}");
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        Path checkpoints = folder.resolve("tiny/checkpoints");
        Map<String, RawTensor> before = SafetensorsFile.open(checkpoints.resolve("step-1/model.safetensors"));
        Map<String, RawTensor> after = SafetensorsFile.open(checkpoints.resolve("step-3/model.safetensors"));
        assertThat(after.keySet())
                .filteredOn(
                        name -> after.get(name).data().mismatch(before.get(name).data()) >= 0)
                .containsExactlyInAnyOrder(
                        "model.layers.0.self_attn.q_proj.weight", "model.layers.0.self_attn.v_proj.weight");
        assertThat(checkpoints.resolve("step-3/adapter/adapter_model.safetensors"))
                .exists();
        assertThat(TinyJob.lines(folder))
                .filteredOn(line -> line.metrics().find("logprob_gap_max").isPresent())
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(line.metrics().get("logprob_gap_max")).isLessThan(1e-4));
    }

    /** Engine, trainer and reference must all read the policy at its temperature. */
    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1.5})
    void learnsThePolicyThatPlayed(double temperature) {
        Recipe recipe = TinyJob.recipe(
                folder,
                "sft.phases=[]",
                "evaluation.held_out=0",
                "rl.steps=1",
                "rl.algorithm={kind: grpo, loss_kl: {coefficient: 0.1}, weight: {kind: decoupled}}",
                "rl.temperature=" + temperature);
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        Metrics learned = TinyJob.lines(folder).getFirst().metrics();
        assertThat(learned.get("logprob_gap_max")).isLessThan(1e-4);
        assertThat(learned.get("ratio_max")).isCloseTo(1, within(1e-4));
        assertThat(learned.get("reference_kl")).isCloseTo(0, within(1e-6));
        assertThat(learned.get("grad_norm")).isPositive();
    }

    @Test
    void groupsWithoutSignalAreCountedAndTeachNothing() {
        Recipe recipe = recipe();
        TinyJob.run(folder, recipe, new ForwardingSource(TinyJob.source(recipe)) {
            @Override
            public RewardFunction<ShopTask> reward() {
                return (task, replies, outcome) -> Score.of(0.5);
            }
        });
        for (MetricsLine line : TinyJob.lines(folder)) {
            assertThat(line.metrics().get("groups_without_signal")).isEqualTo(2);
            assertThat(line.metrics().get("grad_norm")).isZero();
            assertThat(line.metrics().get("reward")).isEqualTo(0.5);
        }
    }

    @Test
    void groupsWithoutSignalAreReplacedByGroupsOfOtherTasksWhereTheAlgorithmSaysSo() {
        Recipe recipe =
                TinyJob.recipe(folder, "sft.phases=[]", "evaluation.held_out=0", "rl.steps=1", "rl.algorithm=dapo");
        var rounds = new AtomicInteger();
        TinyJob.run(folder, recipe, new ForwardingSource(TinyJob.source(recipe)) {
            @Override
            public RewardFunction<ShopTask> reward() {
                RewardFunction<ShopTask> chance = super.reward();
                return (task, replies, outcome) ->
                        rounds.getAndIncrement() < 8 ? Score.of(0.5) : chance.score(task, replies, outcome);
            }
        });
        MetricsLine line = TinyJob.lines(folder).getFirst();
        assertThat(line.metrics().get("groups")).isGreaterThan(2);
        assertThat(line.metrics().get("groups_kept")).isEqualTo(2);
        assertThat(line.metrics().get("groups_without_signal")).isZero();
        assertThat(line.metrics().get("grad_norm")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "full"})
    void aPenaltyComparesWithThePolicyThatReinforcementBeganWithAlsoAfterAStop(String estimator) {
        String[] overrides = {
            "sft.phases=[]",
            "evaluation.held_out=0",
            "rl.steps=3",
            "rl.algorithm={kind: reinforce++, reward_kl: {estimator: %s}}".formatted(estimator),
            "checkpoint_every=1"
        };
        Recipe recipe = TinyJob.recipe(folder, overrides);
        TaskSource<ShopTask> source = TinyJob.source(recipe);
        String whole = TinyJob.run(folder.resolve("whole"), recipe, source);
        List<MetricsLine> lines = TinyJob.lines(folder.resolve("whole"));
        assertThat(lines.getFirst().metrics().get("reward_kl")).isCloseTo(0, within(1e-3));
        assertThat(Math.abs(lines.getLast().metrics().get("reward_kl"))).isGreaterThan(1e-3);
        var stop = new StopRequest();
        stop.request();
        try (RunFolder run = RunFolder.create(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.run(recipe, run, source, Progress.SILENT, stop)).isFalse();
        }
        TinyJob.resume(folder.resolve("parts"), recipe, source, Progress.SILENT, new StopRequest());
        try (RunFolder run = RunFolder.resume(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(whole);
        }
    }

    @Test
    void aCriticLearnsBesideThePolicyAndGoesOnWhereItWasStopped() {
        Recipe recipe = TinyJob.recipe(
                folder,
                "sft.phases=[]",
                "evaluation.held_out=0",
                "rl.steps=3",
                "rl.algorithm=ppo",
                "checkpoint_every=1");
        TaskSource<ShopTask> source = TinyJob.source(recipe);
        String whole = TinyJob.run(folder.resolve("whole"), recipe, source);
        List<MetricsLine> lines = TinyJob.lines(folder.resolve("whole"));
        assertThat(lines.getLast().metrics().get("value_error"))
                .isPositive()
                .isNotEqualTo(lines.getFirst().metrics().get("value_error"));
        var stop = new StopRequest();
        stop.request();
        try (RunFolder run = RunFolder.create(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.run(recipe, run, source, Progress.SILENT, stop)).isFalse();
        }
        TinyJob.resume(folder.resolve("parts"), recipe, source, Progress.SILENT, new StopRequest());
        try (RunFolder run = RunFolder.resume(folder.resolve("parts"), "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(whole);
        }
        assertThat(TinyJob.lines(folder.resolve("parts"))).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gigpo", "ipa"})
    void algorithmsOfTurnsLearnInAnEnvironmentWithTurns(String name) {
        Recipe recipe =
                TinyJob.recipe(folder, "sft.phases=[]", "evaluation.held_out=0", "rl.steps=1", "rl.algorithm=" + name);
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        assertThat(TinyJob.lines(folder).getFirst().metrics().get("grad_norm")).isPositive();
    }

    private Recipe recipe() {
        return TinyJob.recipe(folder, "sft.phases=[]", "evaluation.held_out=0", "rl.steps=2");
    }
}
