package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GgufBeginTests {
    private static final int BEGIN = 270;

    @TempDir
    private Path folder;

    /** Writes a file with the golden tokenizer, a begin token and a way to split, and reads the tokenizer back. */
    private Tokenizer read(String split, Boolean... said) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(GoldenFamily.read("llama3").folder());
        var entries = new GgufEntries("llama");
        DecoderConfig config = checkpoint.config();
        GgufTokenizerWriter.describe(config, checkpoint.tokenizer(), null, entries);
        var changed = new GgufEntries("llama");
        entries.values().forEach((key, value) -> {
            if (!key.equals(GgufBegin.KEY)) {
                changed.putWhole(key, value);
            }
        });
        changed.putWhole(GgufBytePairs.SPLIT, split);
        changed.putWhole("tokenizer.ggml.bos_token_id", BEGIN);
        Stream.of(said).forEach(flag -> changed.putWhole(GgufBegin.KEY, flag));
        Path file = folder.resolve("tokenizer.gguf");
        GgufWriter.write(file, changed, List.of());
        return GgufTokenizer.of(GgufFile.open(file));
    }

    @ParameterizedTest
    @CsvSource({"gpt-2, false", "llama-bpe, true", "tekken, true", "qwen2, false"})
    void filesThatSayNothingMeanWhatTheirKindDoes(String split, boolean expected) throws IOException {
        assertThat(GgufBegin.added(json(read(split)))).isEqualTo(expected);
    }

    @Test
    void filesThatSaySomethingAreBelieved() throws IOException {
        assertThat(GgufBegin.added(json(read("llama-bpe", false)))).isFalse();
        Tokenizer begins = read("gpt-2", true);
        JsonNode single = json(begins).path("post_processor").findValue("single");
        assertThat(single.path(0).path("SpecialToken").path("id").asString()).isEqualTo(begins.token(BEGIN));
        assertThat(begins.encode("the thing"))
                .doesNotContain(BEGIN)
                .isEqualTo(read("gpt-2").encode("the thing"));
    }

    @Test
    void keepsTheTokenWhenWritten() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(GoldenFamily.read("llama3").folder());
        assertThat(checkpoint.config().bosToken()).isEqualTo(OptionalInt.empty());
        assertThat(written(checkpoint.config(), read("gpt-2", true))).isEqualTo(true);
        assertThat(written(checkpoint.config(), read("gpt-2", false))).isEqualTo(false);
    }

    private static Object written(DecoderConfig config, Tokenizer tokenizer) {
        var entries = new GgufEntries("llama");
        GgufTokenizerWriter.describe(config, tokenizer, null, entries);
        return entries.values().get(GgufBegin.KEY);
    }

    private static JsonNode json(Tokenizer tokenizer) {
        return JsonMapper.shared().readTree(tokenizer.json());
    }
}
