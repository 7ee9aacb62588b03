package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake is exit code 2 and one line on standard error, and leaves nothing behind. */
class CommandMistakesTests {
    private static final Path MODEL =
            Path.of(System.getProperty("lathe.shared"), "models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private String recipe;

    @BeforeEach
    void writeRecipe() throws Exception {
        recipe = SmallRecipe.in(folder).toString();
    }

    private String mistake(String... arguments) throws IOException {
        int code = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).as(err.toString()).isEqualTo(2);
        List<String> lines = err.toString()
                .lines()
                .filter(line -> line.startsWith("lathe: "))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(out.toString()).isEmpty();
        assertThat(runs()).isEmpty();
        return lines.getFirst();
    }

    private String train(String recipeOrName, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("train", recipeOrName, "--runs", runsFolder().toString()));
        arguments.addAll(Arrays.asList(more));
        return mistake(arguments.toArray(String[]::new));
    }

    private Path runsFolder() {
        return folder.resolve("runs");
    }

    private List<Path> runs() throws IOException {
        if (!Files.exists(runsFolder())) {
            return List.of();
        }
        try (var entries = Files.list(runsFolder())) {
            return entries.toList();
        }
    }

    private String truncatedModel() throws IOException {
        try (InputStream whole = Files.newInputStream(MODEL)) {
            return Files.write(folder.resolve("cut.gguf"), whole.readNBytes(4_000_000))
                    .toString();
        }
    }

    private String data(String text) throws IOException {
        return Files.writeString(folder.resolve("data.jsonl"), text).toString();
    }

    @Test
    void aMissingModel() throws Exception {
        assertThat(train(recipe, "--model", "nowhere.gguf")).contains("nowhere.gguf", "no such");
    }

    @Test
    void aTruncatedModel() throws Exception {
        assertThat(train(recipe, "--model", truncatedModel())).contains("cut.gguf");
    }

    @Test
    void chatWithAMissingOrTruncatedModel() throws Exception {
        assertThat(mistake("chat", "--model", "nowhere.gguf")).contains("nowhere.gguf", "no such");
        err.getBuffer().setLength(0);
        assertThat(mistake("chat", "--model", truncatedModel())).contains("cut.gguf");
    }

    @Test
    void chatWithAnUnknownSetting() throws Exception {
        assertThat(mistake("chat", "--model", MODEL.toString(), "--set", "temprature=0"))
                .contains("temprature", "nearest", "temperature");
    }

    @Test
    void anUnknownRecipe() throws Exception {
        assertThat(train("shpo")).contains("no recipe 'shpo'", "nearest is 'shop'");
    }

    @Test
    void aMissingRecipeFile() throws Exception {
        assertThat(train("nowhere.yaml")).contains("nowhere.yaml: no such recipe file");
    }

    @Test
    void anUnknownKey() throws Exception {
        assertThat(train(recipe, "--set", "rl.stepz=3")).contains("stepz", "nearest", "steps");
    }

    @Test
    void missingData() throws Exception {
        assertThat(train("gsm8k", "--model", MODEL.toString(), "--data", "nowhere.jsonl"))
                .contains("nowhere.jsonl: no such file");
    }

    @Test
    void emptyData() throws Exception {
        assertThat(train("gsm8k", "--model", MODEL.toString(), "--data", data("")))
                .contains("data.jsonl: empty data set");
    }

    @Test
    void aLineOfDataThatIsNotJson() throws Exception {
        String good = "{\"question\": \"1 + 1?\", \"answer\": \"#### 2\"}\n";
        assertThat(train("gsm8k", "--model", MODEL.toString(), "--data", data(good + "{\"question\": \n")))
                .contains("data.jsonl:2: not JSON");
    }

    @Test
    void dataForTheShop() throws Exception {
        assertThat(train(recipe, "--data", data(""))).contains("--data", "gsm8k");
    }

    @Test
    void badDataWhereThereIsNone() throws Exception {
        assertThat(train(recipe, "--on-bad-data", "skip")).contains("--on-bad-data", "method", "'small'");
    }

    @Test
    void nothingToResume() throws Exception {
        assertThat(train(recipe, "--resume")).contains("no run 'small' to resume");
    }

    @Test
    void aRunThatIsInUse() throws Exception {
        Path lock = Files.createDirectories(folder.resolve("busy/small")).resolve(".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(mistake("train", recipe, "--runs", folder.resolve("busy").toString()))
                    .contains("'small' is in use");
        }
    }

    @Test
    void evaluationOfAMissingModel() throws Exception {
        assertThat(mistake("eval", recipe, "--model", "nowhere", "--tasks", "1"))
                .contains("nowhere", "no such");
    }

    @Test
    void evaluationOfAnUnknownSplitOrOfNoTasks() throws Exception {
        assertThat(mistake("eval", recipe, "--model", "x", "--split", "test"))
                .contains("held-out", "validation", "'test'");
        err.getBuffer().setLength(0);
        assertThat(mistake("eval", recipe, "--model", "x")).contains("no tasks", "--tasks");
    }
}
