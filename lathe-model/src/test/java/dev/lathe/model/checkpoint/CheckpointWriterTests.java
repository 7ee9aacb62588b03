package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.PythonClient;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.SpecialTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.model.tokenizer.WordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckpointWriterTests {
    private static final Tokenizer TOKENIZER =
            Tokenizer.ofJson(WordTokenizer.json(List.of("search[", "]", "red", "kettle"), SpecialTokens.CHAT));
    private static final ChatTemplate TEMPLATE = ChatTemplate.of(SpecialTokens.CHAT_TEMPLATE, null, "<|end|>");

    @TempDir
    private Path parent;

    private static DecoderConfig config(boolean interleaved, boolean tied, boolean bias, boolean norm) {
        int end = TOKENIZER.idOf("<|end|>").orElseThrow();
        return new DecoderConfig(
                TOKENIZER.vocabSize(),
                24,
                40,
                2,
                4,
                2,
                8,
                1e-5,
                5e5,
                interleaved,
                tied,
                bias,
                norm,
                512,
                OptionalInt.empty(),
                List.of(end),
                OptionalInt.of(0));
    }

    private static List<RawTensor> tensors(DecoderConfig config) {
        var random = new Random(1);
        List<RawTensor> tensors = new ArrayList<>();
        Parameters.shapes(config).forEach((name, shape) -> {
            int length = Math.toIntExact(shape.length == 1 ? shape[0] : shape[0] * shape[1]);
            float[] values = new float[length];
            IntStream.range(0, length).forEach(i -> values[i] = (float) random.nextGaussian());
            tensors.add(RawTensor.of(name, values, shape));
        });
        return tensors;
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, LlamaForCausalLM",
        "false, true, false, Qwen2ForCausalLM",
        "true, false, true, Qwen3ForCausalLM"
    })
    void readsBackWhatItWrote(boolean tied, boolean bias, boolean norm, String architecture) {
        DecoderConfig config = config(false, tied, bias, norm);
        List<RawTensor> tensors = tensors(config);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors, TOKENIZER, TEMPLATE);
        Checkpoint read = Checkpoint.open(folder);
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.tensorNames()).hasSameSizeAs(tensors);
        for (RawTensor tensor : tensors) {
            assertThat(read.tensor(tensor.name()).toFloats()).containsExactly(tensor.toFloats());
        }
        assertThat(read.tokenizer().json()).isEqualTo(TOKENIZER.json());
        List<Message> messages = List.of(Message.user("red kettle"));
        assertThat(read.chatTemplate().orElseThrow().render(messages, true)).isEqualTo(TEMPLATE.render(messages, true));
        JsonNode json = JsonMapper.shared().readTree(folder.resolve("config.json"));
        assertThat(json.get("architectures").get(0).asString()).isEqualTo(architecture);
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("generation_config.json"));
    }

    @Test
    void realClientReadsTheWeights() {
        DecoderConfig config = config(false, true, false, false);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors(config), TOKENIZER, TEMPLATE);
        JsonNode read = PythonClient.run(
                "safetensors_peer.py",
                Map.of("read", folder.resolve("model.safetensors").toString()));
        assertThat(read.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Parameters.shapes(config).keySet());
    }

    @Test
    void interleavedRowsAreWrittenInHuggingFacesOrder() {
        DecoderConfig config = config(true, true, false, false);
        List<RawTensor> tensors = tensors(config);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors, TOKENIZER, TEMPLATE);
        Checkpoint read = Checkpoint.open(folder);
        assertThat(read.config().ropeInterleaved()).isFalse();
        String name = "model.layers.0.self_attn.k_proj.weight";
        float[] before = tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow()
                .toFloats();
        float[] after = read.tensor(name).toFloats();
        int width = config.hiddenSize();
        // of the second head: the first half of the rows are the even ones, the second half the odd ones
        int[] order = {0, 2, 4, 6, 1, 3, 5, 7};
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < width; column++) {
                assertThat(after[(8 + row) * width + column]).isEqualTo(before[(8 + order[row]) * width + column]);
            }
        }
    }

    @Test
    void missingTensorIsRefusedAndNothingIsLeft() {
        DecoderConfig config = config(false, true, false, false);
        List<RawTensor> tensors = tensors(config);
        assertThatThrownBy(() -> CheckpointWriter.write(
                        parent.resolve("model"), config, tensors.subList(1, tensors.size()), TOKENIZER, TEMPLATE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the tensor model.embed_tokens.weight");
        assertThat(parent).isEmptyDirectory();
    }

    /** Lets the weights go to a device that is always full. */
    @Test
    void fullDiskIsTheUsersErrorAndNothingIsLeft() {
        DecoderConfig config = config(false, true, false, false);
        Path folder = parent.resolve("model");
        assertThatThrownBy(() -> AtomicFiles.folder(folder, partial -> {
                    Files.createSymbolicLink(partial.resolve("model.safetensors"), Path.of("/dev/full"));
                    CheckpointWriter.fill(partial, config, tensors(config), TOKENIZER, TEMPLATE);
                }))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder + ": cannot be written (No space left on device");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void readsShards() throws IOException {
        DecoderConfig config = config(false, true, false, false);
        List<RawTensor> tensors = tensors(config);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors, TOKENIZER, null);
        Files.delete(folder.resolve("model.safetensors"));
        SafetensorsWriter.write(folder.resolve("a.safetensors"), tensors.subList(0, 5));
        SafetensorsWriter.write(folder.resolve("b.safetensors"), tensors.subList(5, tensors.size()));
        var index = JsonMapper.shared().createObjectNode();
        var map = index.putObject("weight_map");
        for (int i = 0; i < tensors.size(); i++) {
            map.put(tensors.get(i).name(), i < 5 ? "a.safetensors" : "b.safetensors");
        }
        Path indexFile = folder.resolve("model.safetensors.index.json");
        Files.writeString(indexFile, index.toString());
        Checkpoint read = Checkpoint.open(folder);
        assertThat(read.chatTemplate()).isEmpty();
        assertThat(read.tensor("model.norm.weight").toFloats())
                .containsExactly(tensors.getLast().toFloats());

        map.put("model.norm.weight", "a.safetensors");
        Files.writeString(indexFile, index.toString());
        refuses(folder, "model.safetensors.index.json: the tensor model.norm.weight is not in the file a.safetensors");
        map.put("model.norm.weight", "../a.safetensors");
        Files.writeString(indexFile, index.toString());
        refuses(folder, "the file '../a.safetensors' of the tensor model.norm.weight is not a plain file name");
        Files.delete(folder.resolve("a.safetensors"));
        refuses(folder, "the file a.safetensors is missing");
    }

    @Test
    void foldersThatAreNoModelAreTheUsersError() throws IOException {
        refuses(
                parent,
                "the file config.json is missing; a model folder holds config.json, model.safetensors and tokenizer.json");
        DecoderConfig config = config(false, true, false, false);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors(config), TOKENIZER, TEMPLATE);
        Files.delete(folder.resolve("tokenizer.json"));
        refuses(folder, "the file tokenizer.json is missing");
        Files.delete(folder.resolve("model.safetensors"));
        refuses(folder, "the file model.safetensors is missing");
    }

    @Test
    void templatesAndEndTokensOfOtherWritersAreFound() throws IOException {
        DecoderConfig config = config(false, true, false, false);
        Path folder = parent.resolve("model");
        CheckpointWriter.write(folder, config, tensors(config), TOKENIZER, TEMPLATE);
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [0, 2]}");
        Files.writeString(folder.resolve("tokenizer_config.json"), """
                {"eos_token": {"content": "<|end|>"}, "bos_token": null,
                 "chat_template": [{"name": "tools", "template": "x"}, {"name": "default", "template": "{{ eos_token }}!"}]}
                """);
        Checkpoint read = Checkpoint.open(folder);
        assertThat(read.config().eosTokens()).containsExactly(2, 0);
        assertThat(read.chatTemplate().orElseThrow().render(List.of(), true)).isEqualTo("<|end|>!");
        Files.writeString(folder.resolve("chat_template.jinja"), "file wins {{ eos_token }}");
        assertThat(Checkpoint.open(folder).chatTemplate().orElseThrow().render(List.of(), true))
                .isEqualTo("file wins <|end|>");
    }

    private static void refuses(Path folder, String message) {
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining(message);
    }
}
