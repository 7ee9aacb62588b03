package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.PythonClient;
import dev.lathe.model.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TokenizerTests {
    private static final Path QWEN3_FILE = SharedModels.QWEN3_TOKENIZER.resolve("tokenizer.json");
    private static final Tokenizer QWEN3 = Tokenizer.ofJson(QWEN3_FILE);
    private static final List<String> TEXTS = List.of(
            "",
            "The quick brown fox, 12345 times.",
            "我想买一双白色的运动鞋，三百元以内。",
            "👟 family 👨‍👩‍👧‍👦 and \u0000 nul",
            "\t tabs\n\n\nand   spaces \r\n",
            "<|im_start|>user\nhi<|im_end|>\n",
            "<think>\n\n</think>x");

    @Test
    void givesTheTokensOfTheRealClient() {
        JsonNode expected =
                PythonClient.run("encode_texts.py", Map.of("tokenizer", QWEN3_FILE.toString(), "texts", TEXTS));
        for (int i = 0; i < TEXTS.size(); i++) {
            JsonNode ids = expected.get(i).get("ids");
            assertThat(QWEN3.encode(TEXTS.get(i)))
                    .as(TEXTS.get(i))
                    .isEqualTo(ids.valueStream().mapToInt(JsonNode::asInt).toArray());
            assertThat(QWEN3.decode(QWEN3.encode(TEXTS.get(i)), true))
                    .isEqualTo(expected.get(i).get("decoded").asString());
        }
    }

    @Test
    void roundTripsAndNeverTruncates() {
        for (String text : TEXTS) {
            assertThat(QWEN3.decode(QWEN3.encode(text), false)).isEqualTo(text);
        }
        String book = "word 运动 ".repeat(5000);
        assertThat(QWEN3.decode(QWEN3.encode(book), false)).isEqualTo(book);
    }

    @Test
    void knowsItsTokens() {
        assertThat(QWEN3.vocabSize()).isEqualTo(151_669);
        assertThat(QWEN3.idOf("<|im_end|>")).hasValue(151_645);
        assertThat(QWEN3.idOf("no such token")).isEmpty();
        assertThat(QWEN3.token(151_645)).isEqualTo("<|im_end|>");
        assertThat(QWEN3.specialTokens()).contains("<|im_end|>").doesNotContain("<think>");
        assertThatThrownBy(() -> QWEN3.token(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void skipsSpecialTokensWhenAsked() {
        int[] tokens = QWEN3.encode("<|im_start|>user\nhi<|im_end|>");
        assertThat(QWEN3.decode(tokens, true)).isEqualTo("user\nhi");
    }

    @Test
    void loneSurrogatesBecomeReplacementCharacters() {
        assertThat(QWEN3.decode(QWEN3.encode("a\uD83Db"), false)).isEqualTo("a\uFFFDb");
    }

    @Test
    void streamNeverSplitsACharacter() {
        String text = "鞋 👟 龘 done";
        int[] tokens = QWEN3.encode(text);
        TokenStream stream = QWEN3.stream();
        List<String> pieces = Arrays.stream(tokens).mapToObj(stream::next).toList();
        assertThat(pieces).noneMatch(piece -> piece.contains("\uFFFD")).contains("");
        assertThat(pieces.stream().collect(Collectors.joining()) + stream.rest())
                .isEqualTo(text);
    }

    @Test
    void streamGivesUpOnBytesThatAreNoText() {
        int[] half = Arrays.copyOf(QWEN3.encode("龘"), 1);
        TokenStream stream = QWEN3.stream();
        assertThat(stream.next(half[0])).isEmpty();
        assertThat(stream.rest()).isEqualTo("\uFFFD");
        assertThat(stream.rest()).isEmpty();
    }

    @Test
    void unusableFilesAreTheUsersError(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("tokenizer.json");
        assertThatThrownBy(() -> Tokenizer.ofJson(missing))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(missing.toString());
        Files.writeString(missing, "{\"model\": ");
        assertThatThrownBy(() -> Tokenizer.ofJson(missing))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(missing + ": not JSON");
        Files.writeString(missing, "{\"model\": {}}");
        assertThatThrownBy(() -> Tokenizer.ofJson(missing)).hasMessageContaining("no model.vocab");
        Files.writeString(missing, "{\"model\": {\"type\": \"Nonsense\", \"vocab\": {\"a\": 0}}}");
        assertThatThrownBy(() -> Tokenizer.ofJson(missing))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not a usable tokenizer");
    }
}
