package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.PythonClient;
import dev.lathe.model.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GgufCheckpointTests {
    @TempDir
    private Path folder;

    private static final Checkpoint SMOLLM2 = SharedModels.smolLm2();

    @Test
    void rendersAndTokenisesAsTheGoldenFile() {
        JsonNode cases =
                JsonMapper.shared().readTree(SharedModels.SMOLLM2_GOLDEN).get("cases");
        assertThat(cases.size()).isEqualTo(5);
        for (JsonNode golden : cases) {
            String rendered = SMOLLM2.chatTemplate().orElseThrow().render(messages(golden.get("messages")), true);
            assertThat(rendered).isEqualTo(golden.get("rendered").asString());
            int[] expected = golden.get("prompt_ids")
                    .valueStream()
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            assertThat(SMOLLM2.tokenizer().encode(rendered)).containsExactly(expected);
            assertThat(SMOLLM2.tokenizer().decode(expected, false)).isEqualTo(rendered);
            int[] reply = golden.get("greedy_ids")
                    .valueStream()
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            assertThat(SMOLLM2.tokenizer().decode(reply, false))
                    .isEqualTo(golden.get("greedy_text").asString());
        }
    }

    private static List<Message> messages(JsonNode nodes) {
        return nodes.valueStream()
                .map(node -> new Message(
                        Message.Role.valueOf(node.get("role").asString().toUpperCase(Locale.ROOT)),
                        node.get("content").asString()))
                .toList();
    }

    @Test
    void describesTheRealModel() {
        assertThat(SMOLLM2.config())
                .isEqualTo(new DecoderConfig(
                        49_152,
                        576,
                        1536,
                        30,
                        9,
                        3,
                        64,
                        1e-5,
                        100_000,
                        false,
                        true,
                        false,
                        false,
                        8192,
                        OptionalInt.of(1),
                        List.of(2),
                        OptionalInt.of(2)));
        assertThat(SMOLLM2.tensorNames()).hasSize(272);
        assertThat(SMOLLM2.tensor("model.layers.29.mlp.down_proj.weight").type())
                .isEqualTo(RawType.Q4_1);
        assertThat(SMOLLM2.tokenizer().vocabSize()).isEqualTo(49_152);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void readsEveryArchitectureInHuggingFacesOrder(String architecture) {
        boolean tied = architecture.equals("qwen3");
        Path file = folder.resolve("model.gguf");
        JsonNode expected = write(file, Map.of("architecture", architecture, "tied", tied));
        Checkpoint checkpoint = Checkpoint.open(file);
        DecoderConfig config = checkpoint.config();
        assertThat(config.tiedEmbeddings()).isEqualTo(tied);
        assertThat(config.qkvBias()).isEqualTo(architecture.equals("qwen2"));
        assertThat(config.qkNorm()).isEqualTo(architecture.equals("qwen3"));
        assertThat(config.headDim()).isEqualTo(8);
        assertThat(checkpoint.tensorNames()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        for (String name : checkpoint.tensorNames()) {
            assertThat(checkpoint.tensor(name).toFloats())
                    .as(name)
                    .containsExactly(HexFloats.values(expected.get(name)));
        }
        assertThat(checkpoint.chatTemplate()).isEmpty();
        assertThat(checkpoint.tokenizer().decode(checkpoint.tokenizer().encode("this 鞋<|end|>"), false))
                .isEqualTo("this 鞋<|end|>");
    }

    @Test
    void namesTheTensorThatIsMissing() {
        refuses(
                Map.of("omit", List.of("model.layers.1.mlp.up_proj.weight")),
                "the tensor model.layers.1.mlp.up_proj.weight [40, 24] is missing");
    }

    @Test
    void namesTheTensorOfAWrongShape() {
        refuses(
                Map.of("narrow", List.of("model.layers.0.self_attn.o_proj.weight")),
                "the tensor model.layers.0.self_attn.o_proj.weight has the shape [24, 31]; expected [24, 32]");
    }

    @Test
    void refusesWhatItDoesNotSupport() {
        refuses(
                Map.of("architecture", "mamba"),
                "the architecture mamba is not supported; supported are llama, smollm3, qwen2, qwen3, qwen3moe, gemma2, gemma3");
        refuses(
                Map.of("scaling", "longrope"),
                "scaled rotary positions of the type longrope are not supported; supported are none, linear, yarn");
        refuses(
                Map.of("extra", "blk.0.attn_sinks.weight"),
                "the tensor blk.0.attn_sinks.weight is none of the architecture llama");
        refuses(
                Map.of("split", "klingon"),
                "the pre-tokenizer klingon is not supported; supported are [command-r, deepseek-r1-qwen, default,");
        refuses(Map.of("tokenizer", "bert"), "tokenizers of the kind bert are not supported");
    }

    @Test
    void missingFileIsTheUsersError() {
        Path missing = folder.resolve("none.gguf");
        assertThat(Files.exists(missing)).isFalse();
        assertThatThrownBy(() -> Checkpoint.open(missing))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(missing + ": no such file or folder");
    }

    private void refuses(Map<String, Object> request, String message) {
        Path file = folder.resolve("refused.gguf");
        write(file, request);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    private static JsonNode write(Path file, Map<String, Object> request) {
        Map<String, Object> whole =
                new HashMap<>(Map.of("path", file.toString(), "architecture", "llama", "tied", true));
        whole.putAll(request);
        return PythonClient.run("write_gguf_model.py", whole);
    }
}
