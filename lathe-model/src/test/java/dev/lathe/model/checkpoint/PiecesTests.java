package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.tokenizer.Tokenizer;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PiecesTests {
    @ParameterizedTest
    @ValueSource(strings = {"prefixed", "plain"})
    void splitsAsSentencePieceDoes(String name) {
        Path folder = GoldenFamily.path("pieces/expected.json").getParent();
        Tokenizer tokenizer = GgufTokenizer.of(GgufFile.open(folder.resolve(name + ".gguf")));
        JsonNode cases =
                JsonMapper.shared().readTree(folder.resolve("expected.json")).get(name);
        assertThat(cases.size()).isEqualTo(7);
        for (JsonNode golden : cases) {
            int[] ids =
                    golden.get("ids").valueStream().mapToInt(JsonNode::asInt).toArray();
            assertThat(tokenizer.encode(golden.get("text").asString()))
                    .as(golden.get("text").asString())
                    .containsExactly(ids);
            assertThat(tokenizer.decode(ids, false))
                    .isEqualTo(golden.get("decoded").asString());
        }
    }
}
