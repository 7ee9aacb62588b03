package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.PythonClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GgufFileTests {
    @TempDir
    private static Path folder;

    private static Path file;
    private static JsonNode expected;

    @BeforeAll
    static void writeFile() {
        file = folder.resolve("types.gguf");
        expected = PythonClient.run("write_gguf_types.py", Map.of("path", file.toString(), "seed", 5));
    }

    @Test
    void dequantizesEveryTypeBitForBit() {
        GgufFile gguf = GgufFile.open(file);
        assertThat(gguf.tensors()).hasSize(18);
        for (var entry : expected.properties()) {
            RawTensor tensor = gguf.tensors().get(entry.getKey());
            assertThat(tensor.toFloats()).as(entry.getKey()).containsExactly(HexFloats.values(entry.getValue()));
            assertThat(tensor.shape()).as(entry.getKey()).isEqualTo(HexFloats.shape(entry.getValue()));
        }
    }

    @Test
    void readsEveryTypeOfMetadata() {
        assertThat(GgufFile.open(file).metadata().values())
                .containsEntry("u8", 200L)
                .containsEntry("i8", -100L)
                .containsEntry("u16", 60_000L)
                .containsEntry("i16", -30_000L)
                .containsEntry("u32", 4_000_000_000L)
                .containsEntry("i32", -2_000_000_000L)
                .containsEntry("u64", 1L << 60)
                .containsEntry("i64", -(1L << 60))
                .containsEntry("f32", 0.5)
                .containsEntry("f64", 0.1)
                .containsEntry("bool", true)
                .containsEntry("string", "鞋 👟")
                .containsEntry("list", List.of("a", "b c"))
                .containsEntry("numbers", List.of(1L, 2L, 3L));
    }

    @Test
    void metadataOfAnotherTypeIsTheUsersError() {
        GgufMetadata metadata = GgufFile.open(file).metadata();
        assertThatThrownBy(() -> metadata.string("u8"))
                .isInstanceOf(UserError.class)
                .hasMessage(file + ": the metadata key u8 must be a String, not 200");
        assertThatThrownBy(() -> metadata.integer("u32")).hasMessageContaining("must be an integer of 32 bits");
        assertThatThrownBy(() -> metadata.integer("nothing"))
                .hasMessage(file + ": the metadata key nothing is missing");
        assertThatThrownBy(() -> metadata.list("list", Long.class)).hasMessageContaining("must be a list of Long");
    }

    /** Cuts the file at every length in its head and at many in its data: never anything but the user's error. */
    @Test
    void truncatedFileIsTheUsersError() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.gguf");
        for (int length = 0; length < whole.length; length += length < 3000 ? 7 : 1501) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufFile.open(cut))
                    .as("length %d", length)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(cut.toString());
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length - 4096));
        assertThatThrownBy(() -> GgufFile.open(cut)).hasMessageContaining("truncated: tensor BF16 needs 3072 bytes");
    }

    @Test
    void otherFilesAreTheUsersError() throws IOException {
        Path other = folder.resolve("other.gguf");
        assertThatThrownBy(() -> GgufFile.open(other)).hasMessage(other + ": no such file");
        Files.writeString(other, "PK something else");
        assertThatThrownBy(() -> GgufFile.open(other)).hasMessageContaining("not a GGUF file");
        Files.write(other, head(1, 0, 0).array());
        assertThatThrownBy(() -> GgufFile.open(other)).hasMessageContaining("GGUF version 1 is not supported");
        Files.write(other, head(3, Long.MAX_VALUE, 0).array());
        assertThatThrownBy(() -> GgufFile.open(other)).hasMessageContaining("9223372036854775807 tensors");
    }

    @Test
    void impossibleTensorsAreTheUsersError() throws IOException {
        refuses(tensor(99, 32, 1), "has the type 99, which is unknown");
        refuses(tensor(0, 1L << 40, 1L << 40), "has an impossible extent");
        refuses(tensor(0, -4, 1), "has an impossible extent: extent -4");
        refuses(tensor(2, 16, 2), "rows of 16 elements in blocks of 32");
        refuses(tensor(0, 8, 1_000), "truncated: tensor t needs 32000 bytes");
    }

    @Test
    void tensorsThatOverlapOrBeginInBetweenAreTheUsersError() throws IOException {
        refuses(twoTensors(0), "the tensors t and u overlap at offset 0 of the data");
        refuses(twoTensors(16), "tensor u begins at offset 16 of the data; allowed are multiples of 32");
        refuses(twoTensors(1L << 60), "truncated: tensor u needs 16 bytes at offset 1152921504606846976");
    }

    private static byte[] twoTensors(long second) {
        ByteBuffer bytes = head(3, 2, 0);
        putTensor(bytes, "t", 0, 0, 8);
        putTensor(bytes, "u", 0, second, 4);
        return bytes.array();
    }

    private static void refuses(byte[] bytes, String message) throws IOException {
        Path other = folder.resolve("impossible.gguf");
        Files.write(other, bytes);
        assertThatThrownBy(() -> GgufFile.open(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    private static byte[] tensor(int type, long... extents) {
        ByteBuffer bytes = head(3, 1, 0);
        putTensor(bytes, "t", type, 0, extents);
        return bytes.array();
    }

    private static void putTensor(ByteBuffer bytes, String name, int type, long offset, long... extents) {
        bytes.putLong(1).put(name.getBytes(StandardCharsets.UTF_8)).putInt(extents.length);
        for (long extent : extents) {
            bytes.putLong(extent);
        }
        bytes.putInt(type).putLong(offset);
    }

    private static ByteBuffer head(int version, long tensors, long keys) {
        ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.put("GGUF".getBytes(StandardCharsets.UTF_8))
                .putInt(version)
                .putLong(tensors)
                .putLong(keys);
    }
}
