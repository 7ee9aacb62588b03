package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTests {
    @TempDir
    static Path folder;

    private static Recipe recipe;
    private static TaskSource<ShopTask> source;
    private static String weights;

    @BeforeAll
    static void runWithoutAStop() {
        recipe = TinyJob.recipe(folder);
        source = TinyJob.source(recipe);
        weights = TinyJob.run(folder.resolve("whole"), recipe, source);
    }

    @Test
    void aJobThatIsStoppedAfterEveryStepComesToTheSameResult() {
        Path stopped = folder.resolve("stopped");
        RunFolder.create(stopped, "tiny", Recipes.write(recipe)).close();
        int runs = 1;
        while (!oneStep(stopped)) {
            runs++;
        }
        assertThat(runs).isEqualTo(TinyJob.LINES);
        assertSame(stopped);
    }

    private static boolean oneStep(Path root) {
        StopRequest stop = new StopRequest();
        return TinyJob.resume(root, recipe, source, new StoppingProgress(stop), stop);
    }

    @Test
    void aJobThatIsKilledAtFiveMomentsComesToTheSameResult() throws Exception {
        Path killed = folder.resolve("killed");
        RunFolder.create(killed, "tiny", Recipes.write(recipe)).close();
        SplittableRandom random = new SplittableRandom(11);
        kill(killed, "learn from demonstrations, phase 1", 1 + random.nextInt(11), random);
        kill(killed, "learn from demonstrations, phase 2", 1 + random.nextInt(8), random);
        kill(killed, "learn from demonstrations, phase 2", 1 + random.nextInt(8), random);
        kill(killed, "reinforce", 1 + random.nextInt(20), random);
        kill(killed, "reinforce", 1 + random.nextInt(20), random);
        assertThat(TinyJob.resume(killed, recipe, source, Progress.SILENT, new StopRequest()))
                .isTrue();
        assertSame(killed);
    }

    @Test
    void aJobWhoseCheckpointDoesNotFitOnTheDiskSaysSoAndGoesOnLater() throws Exception {
        Path full = folder.resolve("full");
        RunFolder.create(full, "tiny", Recipes.write(recipe)).close();
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64 && exec \"$@\"", "bash"));
        limited.addAll(TinyJob.java(TinyJobProgram.class, full));
        Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();
        List<String> output = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isEqualTo(TinyJobProgram.MISTAKE);
        assertThat(output.getLast())
                .isEqualTo("%s: cannot be written (File too large)".formatted(full.resolve("tiny/checkpoints/step-1")));
        assertThat(TinyJob.files(full.resolve("tiny/checkpoints"))).isEmpty();
        assertThat(TinyJob.resume(full, recipe, source, Progress.SILENT, new StopRequest()))
                .isTrue();
        assertSame(full);
    }

    /** Lets a process go on with the job, and kills it after some lessons or steps of environments in a phase. */
    private static void kill(Path root, String phase, int ticks, SplittableRandom random)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(TinyJob.java(TinyJobProgram.class, root))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            await(output, "phase " + phase);
            for (int tick = 0; tick < ticks; tick++) {
                await(output, "tick");
            }
            Thread.sleep(Duration.ofMillis(random.nextInt(20)));
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(128 + 9);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void await(BufferedReader output, String wanted) throws IOException {
        String line = output.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).as("output before '%s'", wanted).isNotNull();
            line = output.readLine();
        }
    }

    private static void assertSame(Path root) {
        Path whole = folder.resolve("whole");
        try (RunFolder run = RunFolder.resume(root, "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(weights);
        }
        assertThat(TinyJob.lines(root))
                .extracting(MetricsLine::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, TinyJob.LINES).boxed().toList());
        assertThat(TinyJob.lines(root)).isEqualTo(TinyJob.lines(whole));
        assertThat(TinyJob.trajectories(root)).isEqualTo(TinyJob.trajectories(whole));
        assertThat(TinyJob.files(root))
                .noneMatch(path -> path.getFileName().toString().endsWith(".partial"))
                .noneMatch(path -> path.getFileName().toString().endsWith(".replaced"));
    }

    /** Asks for a stop at the first numbers that are reported. */
    record StoppingProgress(StopRequest stop) implements Progress {
        @Override
        public void phase(String name, long total, String unit) {}

        @Override
        public void advance(long units) {}

        @Override
        public void metrics(Metrics metrics) {
            stop.request();
        }

        @Override
        public void note(String text) {}
    }
}
