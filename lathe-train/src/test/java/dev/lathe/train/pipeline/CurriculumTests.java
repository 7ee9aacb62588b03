package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Trajectory;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks get harder as training goes on, also where it was stopped on the way. */
class CurriculumTests {
    private static final Pattern DIFFICULTY = Pattern.compile("single-train-en-(\\d+)-([a-z]+)-\\d+");
    private static final String EASY = "5 plain";
    private static final String MEDIUM = "8 described";
    private static final String HARD = "11 vague";

    @TempDir
    private Path folder;

    private static String difficulty(Trajectory episode) {
        Matcher id = DIFFICULTY.matcher(episode.taskId());
        assertThat(id.matches()).as(episode.taskId()).isTrue();
        return id.group(1) + " " + id.group(2);
    }

    /** Returns how hard the tasks of each step of reinforcement learning were. */
    private static List<List<String>> played(Path root) {
        List<List<String>> steps = new ArrayList<>();
        for (Path file : TrajectoryLog.files(root.resolve("tiny/trajectories")).values()) {
            steps.add(TrajectoryLog.read(file).stream()
                    .map(CurriculumTests::difficulty)
                    .distinct()
                    .toList());
        }
        return steps;
    }

    @Test
    void difficultyMovesWithTrainingAndResumingKeepsIt() {
        Recipe recipe = TinyJob.recipe(
                folder,
                "environment.scenario=single",
                "environment.curriculum=12",
                "compute.conversation_tokens=512",
                "evaluation.held_out=0",
                "evaluation.validation=0",
                "rl.steps=6",
                "checkpoint_every=1");
        TaskSource<ShopTask> source = TinyJob.source(recipe);
        String weights = TinyJob.run(folder.resolve("whole"), recipe, source);
        assertThat(played(folder.resolve("whole")))
                .containsExactly(
                        List.of(EASY), List.of(EASY), List.of(MEDIUM), List.of(MEDIUM), List.of(HARD), List.of(HARD));

        Path stopped = folder.resolve("stopped");
        RunFolder.create(stopped, "tiny", Recipes.write(recipe)).close();
        var stop = new StopRequest();
        assertThat(TinyJob.resume(stopped, recipe, source, new StoppingAt(3, stop), stop))
                .isFalse();
        assertThat(played(stopped)).hasSize(3).last().isEqualTo(List.of(MEDIUM));
        assertThat(TinyJob.resume(stopped, recipe, source, Progress.SILENT, new StopRequest()))
                .isTrue();
        assertThat(TinyJob.trajectories(stopped)).isEqualTo(TinyJob.trajectories(folder.resolve("whole")));
        try (RunFolder run = RunFolder.resume(stopped, "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(weights);
        }
    }

    /** Asks for a stop once so many steps of reinforcement learning were made. */
    private static final class StoppingAt implements Progress {
        private final StopRequest stop;
        private int left;
        private boolean reinforces;

        StoppingAt(int steps, StopRequest stop) {
            this.left = steps;
            this.stop = stop;
        }

        @Override
        public void phase(String name, long total, String unit) {
            reinforces |= name.equals("reinforce");
        }

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {
            if (reinforces && --left == 0) {
                stop.request();
            }
        }

        @Override
        public void note(String text) {}
    }
}
