package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shipped recipe for episodes of many turns, in a small shop with a small policy. */
class AgenticTests {
    @TempDir
    Path folder;

    @Test
    void theRecipeRunsFromItsFirstEvaluationToItsReport() {
        Recipe recipe = Recipes.load(
                "agentic",
                Recipe.class,
                List.of(
                        "policy={kind: from_scratch, layers: 1, hidden_size: 32, intermediate_size: 64, heads: 2}",
                        "environment.products=800",
                        "environment.carelessness=0",
                        "compute={workers: 2, threads_per_worker: 1, conversations: 16, conversation_tokens: 768}",
                        "sft.phases=[{steps: 2, episodes: 2}]",
                        "rl.steps=2",
                        "rl.tasks=4",
                        "rl.group_size=2",
                        "rl.turn_tokens=16",
                        "evaluation={held_out: 2, validation: 1, shown: 1}"));
        Training.Result result =
                Training.run(recipe, folder, "agentic", false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
        assertThat(result.finished()).isTrue();
        assertThat(result.summary().evaluations()).hasSize(6);
        assertThat(result.folder().resolve("report.html")).isNotEmptyFile();
        List<MetricsLine> steps = MetricsLog.read(result.folder().resolve("metrics.jsonl")).stream()
                .filter(line -> line.stage() == Stage.RL
                        && line.metrics().find("grad_norm").isPresent())
                .toList();
        assertThat(steps).hasSize(2).allSatisfy(line -> {
            assertThat(line.metrics().get("experts")).isEqualTo(4);
            assertThat(line.metrics().get("resampled_groups")).isEqualTo(8);
            assertThat(line.metrics().get("imitated_chunks")).isGreaterThanOrEqualTo(4);
            assertThat(line.metrics().get("grad_norm")).isPositive();
        });
    }
}
