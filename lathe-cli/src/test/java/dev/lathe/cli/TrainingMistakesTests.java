package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What training cannot be spread over, or go on from, is one line on standard error and exit code 2. */
class TrainingMistakesTests {
    private static final Path FAMILIES =
            Path.of("../lathe-model/src/test/resources/dev/lathe/model/checkpoint/families");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "parallel.data=5, parallel.data: 5 processes are more than the 4 rows of a batch; allowed: 1 to 4",
        "parallel.tensor=4, 'parallel.tensor: 4 does not divide the model''s 2 heads of keys and values; allowed: 1, 2'",
        "parallel.pipeline=4, parallel.pipeline: 4 processes cannot each have one of the model's 3 layers",
        "parallel.expert=2, parallel.expert: the model has no experts to divide among 2 processes",
        "compute.device=cuda:1, compute.device: there is no device cuda:1 here; libtorch sees the cpu alone",
    })
    void whatTrainingCannotBeSpreadOver(String change, String line) throws IOException {
        assertThat(mistake("--set", change)).isEqualTo("lathe: " + line);
        assertThat(folder.resolve("runs/run")).doesNotExist();
    }

    @Test
    void memoryThatDoesNotSuffice() {
        String enormous =
                "policy={kind: from_scratch, layers: 64, hidden_size: 65536, intermediate_size: 262144, heads: 64}";
        assertThat(mistakeOf("rlvr", "--set", "parallel.data=4", "--set", enormous))
                .startsWith("lathe: memory: 4 processes need at least ")
                .contains("GiB (Java and libtorch 1.0, weights ", ", gradients ", "), and this machine has ");
    }

    @Test
    void moreProcessesThanTheMachineBears() {
        assertThat(mistakeOf("rlvr", "--set", "parallel.tensor=1024"))
                .startsWith("lathe: parallel: tensor 1024 are 1024 processes, and this machine bears ");
    }

    @Test
    void aShardThatIsMissing() throws IOException {
        Path model = folder.resolve("model");
        copy("qwen3", model, "config.json", "tokenizer.json", "chat_template.jinja");
        Files.writeString(model.resolve("model.safetensors.index.json"), """
                {"weight_map": {"model.norm.weight": "model-00002-of-00002.safetensors"}}""");
        assertThat(mistake("--set", "policy.path=" + model)).contains("model-00002-of-00002.safetensors");
    }

    @Test
    void aCheckpointOfAnotherModelAndOneWithoutAFile() throws IOException {
        assertThat(train(new StringWriter(), "sft", tuning("--set", "steps=1"))).isZero();
        Path checkpoint = folder.resolve("runs/run/checkpoints/step-2");
        Path state = checkpoint.resolve("optimizer.safetensors");
        Path aside = Files.move(state, folder.resolve("aside"));
        assertThat(mistake("--set", "steps=1", "--resume")).contains(state + ": ");
        Files.move(aside, state);
        copy("llama3", checkpoint, "config.json", "model.safetensors");
        assertThat(mistake("--set", "steps=1", "--resume"))
                .startsWith("lathe: " + checkpoint + ": a checkpoint of another model than the recipe's policy: ");
    }

    private static void copy(String family, Path target, String... files) throws IOException {
        Files.createDirectories(target);
        for (String file : files) {
            Files.copy(
                    FAMILIES.resolve(family).resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String mistake(String... more) throws IOException {
        return mistakeOf("sft", tuning(more));
    }

    private String mistakeOf(String recipe, String... more) {
        StringWriter err = new StringWriter();
        assertThat(train(err, recipe, more)).as(err.toString()).isEqualTo(2);
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("lathe: "))
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();
    }

    /** Returns options that train a small model on a small sum, and more. */
    private String[] tuning(String... more) throws IOException {
        Path data = Files.writeString(folder.resolve("data.jsonl"), """
                {"question": "1 + 1?", "answer": "2"}
                """.repeat(12));
        List<String> options = new ArrayList<>();
        for (String change : List.of(
                "policy.path=" + FAMILIES.resolve("qwen3").toAbsolutePath().normalize(),
                "data={sources: [{path: %s, prompt: question, completion: answer}], max_tokens: 128}".formatted(data),
                "batch=4")) {
            options.addAll(List.of("--set", change));
        }
        options.addAll(Arrays.asList(more));
        return options.toArray(String[]::new);
    }

    private int train(StringWriter err, String recipe, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", recipe, "--name", "run"));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString()));
        arguments.addAll(Arrays.asList(more));
        return Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
