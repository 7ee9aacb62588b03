package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.checkpoint.SafetensorsFile;
import dev.lathe.train.recipe.TuneRecipe;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job in several processes that Lathe starts itself. */
class TeamTuneTests {
    private static final int MANY = 1_000_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeModelAndData() {
        Path model = TinyTune.model(folder.resolve("model"), 2, 1);
        Path data = TinyTune.data(folder.resolve("data.jsonl"));
        TinyTune.recipe(folder, model, data, "{kind: sft}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps=12", "adapter={rank: 4}"})
    void aCheckpointOfFourProcessesGoesOnInTwoAndThenInOne(String change) throws Exception {
        assertThat(output(
                        start(false, 5, change, "parallel.data=2", "parallel.shard=optimizer", "parallel.pipeline=2")))
                .containsExactly("stopped 5");
        assertThat(output(start(true, 4, change, "parallel.data=2", "parallel.shard=parameters")))
                .containsExactly("stopped 9");
        assertThat(output(start(true, MANY, change))).containsExactly("finished 13");
        TinyTune.run(Recipes.load(folder.resolve("tune.yaml"), TuneRecipe.class, List.of(change)), folder, "alone");
        assertThat(weights("team")).containsExactly(weights("alone"), within(2e-4f));
        assertThat(folder.resolve("runs/team/checkpoints/step-13/model.safetensors"))
                .as("a Hugging Face folder")
                .exists();
    }

    @Test
    void aProcessThatDiesEndsTheJobWithOneLine() throws Exception {
        Process first = start(false, MANY, "parallel.data=2", "steps=1000000");
        ProcessHandle other = trained(first);
        other.destroyForcibly();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isOne();
        assertThat(output(first)).singleElement().asString().startsWith("process 1 of 2 died (exit code 137");
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void theOthersEndWithTheFirst() throws Exception {
        Process first = start(false, MANY, "parallel.data=2", "steps=1000000");
        ProcessHandle other = trained(first);
        first.destroyForcibly();
        assertThat(other.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    /** Waits until a team of two has made some steps, and returns its second process. */
    private ProcessHandle trained(Process first) throws Exception {
        Path metrics = folder.resolve("runs/team/metrics.jsonl");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 3) {
            assertThat(first.isAlive()).isTrue();
            Thread.sleep(50);
        }
        return first.children().findFirst().orElseThrow();
    }

    private float[] weights(String run) throws IOException {
        Path file = (run.equals("team") ? folder.resolve("runs") : folder)
                .resolve(run)
                .resolve("checkpoints/step-13/model.safetensors");
        List<float[]> all = new ArrayList<>();
        SafetensorsFile.open(file)
                .values()
                .forEach(tensor -> all.add(tensor.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED)));
        float[] joined =
                new float[all.stream().mapToInt(values -> values.length).sum()];
        int from = 0;
        for (float[] values : all) {
            System.arraycopy(values, 0, joined, from, values.length);
            from += values.length;
        }
        return joined;
    }

    private Process start(boolean resume, int stopAfter, String... overrides) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                folder.resolve("tune.yaml").toString(),
                folder.resolve("runs").toString(),
                Boolean.toString(resume),
                Integer.toString(stopAfter)));
        arguments.addAll(Arrays.asList(overrides));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TeamTuneProgram.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private List<String> output(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Files.readAllLines(folder.resolve("errors")).stream().anyMatch(line -> line.startsWith("Exception"))
                ? Files.readAllLines(folder.resolve("errors"))
                : text.lines().toList();
    }
}
