package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCommandTests {
    private static final Path GOLDEN = Path.of("../lathe-model/src/test/resources/dev/lathe/model/checkpoint");
    private static final Path GEMMA = GOLDEN.resolve("families/gemma2");
    private static final Path QWEN = GOLDEN.resolve("families/qwen3");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length + 1];
        texts[0] = "model";
        for (int i = 0; i < arguments.length; i++) {
            texts[i + 1] = arguments[i].toString();
        }
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(texts);
    }

    private JsonNode show(Path model) {
        out.getBuffer().setLength(0);
        assertThat(run("show", model, "--json", "--check")).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void showsWhatACheckpointIs() {
        assertThat(run("show", GEMMA, "--check")).isZero();
        assertThat(out.toString())
                .contains(
                        "family      gemma2",
                        "stored as bfloat16 in",
                        "256 tokens, of which some layers see the last 6",
                        "3 layers, hidden size 32, 280 tokens",
                        "not finite  none",
                        "unused      none");
        JsonNode facts = show(GEMMA);
        long parameters = facts.get("parameters").asLong();
        assertThat(facts.get("bytes").asLong()).isEqualTo(2 * parameters);
        assertThat(facts.get("inferenceBytes").asLong()).isEqualTo(4 * parameters);
        assertThat(facts.get("trainingBytes").asLong()).isEqualTo(16 * parameters);
        assertThat(facts.get("cacheBytesPerToken").asLong()).isEqualTo(2 * 3 * 2 * 16 * 4);
    }

    @Test
    void findsWhatIsWrong() throws IOException {
        Path broken = folder.resolve("broken");
        assertThat(run("convert", GEMMA, broken, "--dtype", "f32")).isZero();
        Path weights = broken.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"model.norm.weight\"", "\"model.Norm.weight\"");
        // the last tensor of the file ends with a NaN
        Files.write(
                weights, (text.substring(0, text.length() - 2) + "\u00c0\u007f").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("show", broken)).isEqualTo(2);
        assertThat(err.toString()).contains("the tensor model.norm.weight [32] is missing");
        String mended = text.replace("\"model.Norm.weight\"", "\"model.norm.weight\"");
        Files.write(
                weights,
                (mended.substring(0, text.length() - 2) + "\u00c0\u007f").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("show", broken, "--check")).isEqualTo(1);
        assertThat(out.toString()).contains("not finite  model.norm.weight");
    }

    @Test
    void convertsToGgufAndBack() {
        Path gguf = folder.resolve("model.gguf");
        Path again = folder.resolve("again");
        assertThat(run("convert", GEMMA, gguf, "--dtype", "q8_0")).isZero();
        assertThat(run("convert", gguf, again, "--shard-size", "1MB")).isZero();
        assertThat(show(gguf).get("dtype").asString()).isEqualTo("q8_0");
        assertThat(show(again).get("dtype").asString()).isEqualTo("float32");
        assertThat(show(again).get("parameters")).isEqualTo(show(GEMMA).get("parameters"));
        assertThat(show(again).get("template")).isEqualTo(show(GEMMA).get("template"));
    }

    @Test
    void mergesAnAdapter() {
        Path merged = folder.resolve("merged");
        assertThat(run("merge", QWEN, GOLDEN.resolve("adapters/second"), merged))
                .isZero();
        assertThat(show(merged).get("dtype").asString()).isEqualTo("bfloat16");
    }

    @Test
    void mistakesAreOneLine() {
        refuses("exists already; name a new one", "convert", GEMMA, folder);
        refuses(
                "--dtype: f64 is unknown; allowed are [bf16, f16, f32, q8_0]",
                "convert",
                GEMMA,
                folder.resolve("x"),
                "--dtype",
                "f64");
        refuses("safetensors hold no q8_0; only GGUF does", "convert", GEMMA, folder.resolve("x"), "--dtype", "q8_0");
        refuses("'big' is no size", "convert", GEMMA, folder.resolve("x"), "--shard-size", "big");
        refuses("the file adapter_config.json is missing", "merge", QWEN, QWEN, folder.resolve("x"));
        refuses("--endpoint: 'nowhere' is no address", "pull", "a/b", "--endpoint", "nowhere");
        refuses(
                "the hub does not answer",
                "pull",
                "a/b",
                "--endpoint",
                "http://localhost:1",
                "--to",
                folder.resolve("x"));
    }

    private void refuses(String message, Object... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString().strip()).contains(message).doesNotContain("\n");
    }

    @Test
    void aShardHasASizeThatCanBe() {
        for (String size : new String[] {"99999999999GB", "99999999999999999999MB", "much"}) {
            err.getBuffer().setLength(0);
            assertThat(run("convert", GEMMA, folder.resolve("out"), "--shard-size", size))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--shard-size: '%s' is no size".formatted(size));
        }
    }
}
