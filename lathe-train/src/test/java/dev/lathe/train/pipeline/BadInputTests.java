package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that what a user can do wrong is one clear line, and leaves no run behind. */
class BadInputTests {
    private static final Path GGUF =
            Path.of(System.getProperty("lathe.shared"), "models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
    private static final String PROBLEM = "{\"question\": \"2 + 2?\", \"answer\": \"Add. #### 4\"}\n";

    @TempDir
    Path folder;

    @Test
    void aMissingModel() throws IOException {
        data(PROBLEM);
        assertMistake(math(), folder.resolve("model") + ": no such file or folder");
    }

    @Test
    void anAdapterInPlaceOfAModel() throws IOException {
        data(PROBLEM);
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/adapter_config.json"), "{\"peft_type\": \"LORA\"}");
        Files.writeString(folder.resolve("model/adapter_model.safetensors"), "");
        assertMistake(math(), "model: is an adapter and no model; lathe model merge BASE ");
    }

    @Test
    void aTruncatedGguf() throws IOException {
        data(PROBLEM);
        try (InputStream whole = Files.newInputStream(GGUF)) {
            Files.write(folder.resolve("model"), whole.readNBytes(4_000_000));
        }
        assertMistake(math(), folder.resolve("model") + ": truncated");
    }

    @Test
    void truncatedSafetensors() throws IOException {
        data(PROBLEM);
        modelFolder();
        Path weights = folder.resolve("model/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length - 100));
        assertMistake(math(), weights.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"intermediate_size\"\\s*:\\s*64', '\"intermediate_size\": 80', mlp.gate_proj.weight",
        "'\"model_type\"\\s*:\\s*\"llama\"', '\"model_type\": \"mamba\"', mamba",
    })
    void aModelThatDoesNotFit(String key, String other, String named) throws IOException {
        data(PROBLEM);
        modelFolder();
        Path config = folder.resolve("model/config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replaceFirst(key, other));
        assertThat(config).content().isNotEqualTo(text);
        assertMistake(math(), named);
    }

    @Test
    void anEmptyDataSet() throws IOException {
        data("");
        assertMistake(math(), folder.resolve("data.jsonl") + ": empty data set");
    }

    @Test
    void aMalformedLine() throws IOException {
        data(PROBLEM + "{\"question\": \n");
        assertMistake(math(), folder.resolve("data.jsonl") + ":2: ");
    }

    @Test
    void aPolicyFromScratchWithoutWords() throws IOException {
        data(PROBLEM);
        assertMistake(
                math("policy={kind: from_scratch}"), "policy.kind: from_scratch needs an environment with a vocab");
    }

    @Test
    void lessonsThatThereAreNot() throws IOException {
        data(PROBLEM);
        modelFolder();
        assertMistake(math("sft.phases=[{steps: 1, item_pages: 1}]"), "sft.phases: gsm8k has whole episodes alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                       | environment.rewards: at least one grader needs a weight above 0
            [{grader: {kind: mathematics}, weight: -1}]              | environment.rewards: at least one grader needs a weight above 0
            [{grader: {kind: mathematics}}, {grader: {kind: mathematics}}] | environment.rewards: each needs a name of its own
            [{grader: {kind: mathematics}, name: Über}]              | environment.rewards: a name has lower-case letters
            [{grader: {kind: regular_expression, expression: '('}}]  | regular expression '('
            [{grader: {kind: judge, url: 'ftp://x', model: m}}]      | url of a model: must be http://HOST
            """)
    void rewardsThatCannotBe(String rewards, String message) throws IOException {
        data(PROBLEM);
        assertMistake(
                math("environment={kind: questions, data: %s, prompt: question, held_out: 0, rewards: %s}"
                        .formatted(folder.resolve("data.jsonl"), rewards)),
                message);
    }

    @Test
    void questionsWithoutSolutionsToLearnFrom() throws IOException {
        data(PROBLEM);
        String questions = "environment={kind: questions, data: %s, rewards: [{grader: {kind: mathematics}}]}";
        assertMistake(
                math(questions.formatted(folder.resolve("data.jsonl")), "sft.phases=[{steps: 1, episodes: 1}]"),
                "sft.phases: questions have nothing to learn from without environment.solution");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sft.phases=[{steps: 1}]                                 | sft.phases: a phase without lessons; give it episodes
            sft.phases=[{steps: 1, episodes: 1, validate_every: 1}] | sft.phases: validate_every needs evaluation.validation
            evaluation.held_out=5                                   | evaluation.held_out: 5 tasks are asked for and the data keep none
            """)
    void measuringWithoutTasks(String override, String message) throws IOException {
        data(PROBLEM);
        modelFolder();
        assertMistake(math(override), message);
    }

    @Test
    void turnsAsLongAsAConversation() {
        assertMistake(
                TinyJob.recipe(folder, "rl.turn_tokens=256"),
                "rl.turn_tokens: 256 leave no room for a prompt in compute.");
    }

    @ParameterizedTest
    @CsvSource({
        "policy.heads=5, 'policy: heads: must divide hidden_size (32) into parts of even width; 5 does not'",
        "policy.heads=32, 'policy: heads: must divide hidden_size (32) into parts of even width; 32 does not'",
        "policy.key_value_heads=3, 'policy: key_value_heads: must divide heads (2); 3 does not'",
        "rl.group_size=1, 'rl: group_size: grpo compares the episodes of a group and needs at least 2 of them, not 1; use ppo-clip'",
        "rl.algorithm=gpro, 'rl.algorithm: kind: must be one of cispo, dapo, dr-grpo, gigpo,'",
    })
    void numbersThatDoNotFitTogether(String override, String message) {
        UserError mistake =
                Objects.requireNonNull(catchThrowableOfType(UserError.class, () -> TinyJob.recipe(folder, override)));
        assertThat(mistake.getMessage())
                .startsWith("--set %s: %s".formatted(override, message))
                .hasLineCount(1);
    }

    @Test
    void aRunInUse() {
        Recipe recipe = TinyJob.recipe(folder);
        try (RunFolder run = RunFolder.create(folder.resolve("runs"), "one", Recipes.write(recipe))) {
            UserError mistake = Objects.requireNonNull(catchThrowableOfType(UserError.class, () -> train(recipe)));
            assertThat(mistake).hasMessageContaining("run 'one' is in use by process");
            assertThat(run.recipe()).exists();
        }
    }

    private void assertMistake(Recipe recipe, String message) {
        UserError mistake = Objects.requireNonNull(catchThrowableOfType(UserError.class, () -> train(recipe)));
        assertThat(mistake.getMessage()).contains(message).hasLineCount(1);
        assertThat(folder.resolve("runs").toFile().list()).isNullOrEmpty();
    }

    private void train(Recipe recipe) {
        Training.run(recipe, folder.resolve("runs"), "one", false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
    }

    private void data(String text) throws IOException {
        Files.writeString(folder.resolve("data.jsonl"), text);
    }

    private Recipe math(String... overrides) throws IOException {
        Path file = folder.resolve("math.yaml");
        Files.writeString(file, """
                name: math
                policy: {kind: pretrained, path: %s}
                environment: {kind: gsm8k, data: %s, held_out: 0}
                rl: {steps: 1}
                evaluation: {held_out: 0, validation: 0}
                """.formatted(folder.resolve("model"), folder.resolve("data.jsonl")));
        return Recipes.load(file, Recipe.class, List.of(overrides));
    }

    /** Writes a small policy as a Hugging Face folder. */
    private void modelFolder() throws IOException {
        Recipe recipe = TinyJob.recipe(folder);
        try (RunFolder run = RunFolder.create(folder.resolve("made"), "one", "");
                var live = new LivePolicy(
                        Policies.of(recipe.policy(), List.of("two", "four"), 64, 0),
                        recipe.compute(),
                        Learner.whole(recipe.rl().optimizer()),
                        new SkippedSteps(run.path()),
                        Team.alone());
                var checkpoints = new JobCheckpoints(run, recipe.checkpoints(), Team.alone())) {
            checkpoints.write(live.policy(), Map.of(), live.optimizerState(), JobState.START);
            checkpoints.finish();
            Files.move(run.checkpoint(0), folder.resolve("model"));
        }
        Policies.open(folder.resolve("model")).close();
    }
}
