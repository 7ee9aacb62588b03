package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Chunk;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private Recipe recipe() {
        return TinyJob.recipe(folder, "sft.phases=[]", "evaluation.held_out=0", "rl.steps=2");
    }
}
