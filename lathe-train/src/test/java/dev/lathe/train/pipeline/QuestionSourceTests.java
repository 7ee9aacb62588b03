package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Trajectory;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.TrajectoryLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionSourceTests {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void makeAPolicyThatWritesSomething() {
        Recipe recipe = TinyJob.recipe(folder, "sft.phases=[]", "evaluation.held_out=0", "rl.steps=1");
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        model = folder.resolve("tiny/checkpoints/step-1");
    }

    @Test
    void aPretrainedPolicyLearnsFromGradersWhosePartsAreReported() throws IOException {
        List<MetricsLine> lines = train("""
                - {grader: {kind: regular_expression, expression: '[a-m]{2}'}, name: early}
                - {grader: {kind: mathematics}, weight: 0.5}
                """);
        MetricsLine step = lines.getFirst();
        List<Trajectory> episodes = TrajectoryLog.read(folder.resolve("runs/questions/trajectories/step-1.jsonl"));
        assertThat(episodes).hasSize(8).allSatisfy(episode -> {
            double early = episode.outcome().get("reward_early");
            assertThat(episode.chunks()).hasSize(1);
            assertThat(early).isEqualTo(episode.chunks().getFirst().actionText().matches("(?s).*[a-m]{2}.*") ? 1 : 0);
            assertThat(episode.score().value())
                    .isEqualTo(early + 0.5 * episode.outcome().get("reward_mathematics"));
        });
        assertThat(step.metrics().get("reward_early"))
                .isEqualTo(episodes.stream()
                        .mapToDouble(episode -> episode.outcome().get("reward_early"))
                        .average()
                        .orElseThrow());
        assertThat(step.metrics().find("reward_mathematics_missing")).isPresent();
        assertThat(step.metrics().get("reward_ungraded")).isZero();
    }

    @Test
    void episodesThatNobodyCouldGradeAreNotLearnedFrom() throws IOException {
        List<MetricsLine> lines = train("""
                - grader: {kind: judge, url: 'http://127.0.0.1:9/v1', model: none}
                  timeout: 0.1s
                """);
        MetricsLine step = lines.getFirst();
        assertThat(step.metrics().get("reward_ungraded")).isEqualTo(1);
        assertThat(step.metrics().get("groups_kept")).isZero();
        assertThat(step.metrics().get("grad_norm")).isZero();
    }

    private List<MetricsLine> train(String rewards) throws IOException {
        Path data = folder.resolve("rows.jsonl");
        Files.writeString(data, "{\"prompt\": \"1 + 2\", \"answer\": 3}\n".repeat(4));
        Path file = folder.resolve("questions.yaml");
        Files.writeString(file, """
                name: questions
                policy: {kind: pretrained, path: %s}
                environment:
                  kind: questions
                  data: %s
                  held_out: 1
                  rewards:
                %s
                compute: {workers: 1, threads_per_worker: 1, conversations: 8, conversation_tokens: 128}
                rl: {steps: 1, tasks: 2, group_size: 4, turn_tokens: 12, warmup: 0}
                evaluation: {held_out: 0, validation: 0}
                """.formatted(model, data, rewards.indent(4)));
        Recipe recipe = Recipes.load(file, Recipe.class, List.of());
        Training.run(
                recipe, folder.resolve("runs"), "questions", false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
        return MetricsLog.read(folder.resolve("runs/questions/metrics.jsonl"));
    }
}
