package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptCheckpointTests {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String FIRST = "model-00001-of-00003.safetensors";

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void writeShards() {
        Checkpoint checkpoint = Checkpoint.open(GoldenFamily.read("llama3").folder());
        List<RawTensor> tensors =
                checkpoint.tensorNames().stream().map(checkpoint::tensor).toList();
        folder = parent.resolve("model");
        CheckpointWriter.write(folder, checkpoint.config(), tensors, checkpoint.tokenizer(), null, 35_000);
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private void edit(String file, String before, String after) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve(file), text.replaceFirst(before, after).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void truncatedShard() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(FIRST));
        Files.write(folder.resolve(FIRST), Arrays.copyOf(whole, whole.length - 100));
        refuses(FIRST + ": the tensor");
        refuses("the file is truncated");
        Files.write(folder.resolve(FIRST), new byte[0]);
        refuses(FIRST + ": truncated or not a safetensors file: a header of unknown bytes in a file of 0");
    }

    @Test
    void enormousHeader() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(FIRST));
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60);
        Files.write(folder.resolve(FIRST), whole);
        refuses("a header of 1152921504606846976 bytes in a file of " + whole.length);
    }

    @Test
    void overlappingTensorsAndWrongOffsets() throws IOException {
        edit(FIRST, "\"data_offsets\":\\[0,(\\d+)\\]", "\"data_offsets\":[1,$1]");
        refuses("its offsets are [1,");
    }

    @Test
    void wrongShape() throws IOException {
        edit("config.json", "\"hidden_size\" : 32", "\"hidden_size\" : 36");
        refuses("the tensor model.embed_tokens.weight has the shape [280, 32]; expected [280, 36]");
    }

    @Test
    void missingShard() throws IOException {
        Files.delete(folder.resolve(FIRST));
        refuses("the file " + FIRST + " is missing");
    }

    @Test
    void indexThatDisagrees() throws IOException {
        edit(INDEX, "\"model.embed_tokens.weight\" : ", "\"model.unknown.weight\" : ");
        refuses("the tensor model.unknown.weight is not in the file " + FIRST);
        edit(INDEX, "  \"model.unknown.weight\" : \"[^\"]*\",", "");
        refuses("the tensor model.embed_tokens.weight of the file " + FIRST + " is not listed");
        Files.writeString(folder.resolve(INDEX), "{}");
        refuses("the key weight_map is missing");
    }

    @Test
    void tensorThatNobodyKnows() throws IOException {
        Path other = parent.resolve("gguf.gguf");
        Checkpoint checkpoint = Checkpoint.open(folder);
        List<RawTensor> tensors =
                checkpoint.tensorNames().stream().map(checkpoint::tensor).toList();
        GgufCheckpointWriter.write(other, checkpoint.config(), tensors, RawType.FLOAT32, checkpoint.tokenizer(), null);
        byte[] bytes = Files.readAllBytes(other);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("blk.1.ffn_up", "blk.1.ffn_UP");
        Files.write(other, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Checkpoint.open(other))
                .isInstanceOf(UserError.class)
                .hasMessage(other + ": the tensor model.layers.1.mlp.up_proj.weight [48, 32] is missing");
    }
}
