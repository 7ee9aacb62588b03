package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.model.PythonClient;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SafetensorsTests {
    @TempDir
    private Path folder;

    @Test
    void readsWhatTheRealClientWrites() {
        Path file = folder.resolve("peer.safetensors");
        JsonNode expected = PythonClient.run("safetensors_peer.py", Map.of("write", file.toString()));
        Map<String, RawTensor> tensors = SafetensorsFile.open(file);
        assertThat(tensors.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        tensors.forEach((name, tensor) -> assertSame(expected.get(name), tensor));
        assertThat(tensors.get("scalar").toFloats()).containsExactly(2.5f);
        assertThat(tensors.get("bool").toFloats()).containsExactly(1, 0, 1);
        assertThat(tensors.get("empty").toFloats()).isEmpty();
        short[] bits = tensors.get("bf16").data().toArray(LittleEndian.SHORT);
        assertThat(tensors.get("bf16").toFloats()[7]).isEqualTo(Float.intBitsToFloat(bits[7] << 16));
    }

    @Test
    void realClientReadsWhatIsWritten() throws IOException {
        Path source = folder.resolve("peer.safetensors");
        PythonClient.run("safetensors_peer.py", Map.of("write", source.toString()));
        List<RawTensor> tensors = List.copyOf(SafetensorsFile.open(source).values());
        Path copy = folder.resolve("copy.safetensors");
        SafetensorsWriter.write(copy, tensors);
        JsonNode read = PythonClient.run("safetensors_peer.py", Map.of("read", copy.toString()));
        assertThat(read.size()).isEqualTo(tensors.size());
        tensors.forEach(tensor -> assertSame(read.get(tensor.name()), tensor));
        long header = ByteBuffer.wrap(Files.readAllBytes(copy))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertThat(header % 8).isZero();
    }

    private static void assertSame(JsonNode expected, RawTensor tensor) {
        assertThat(SafetensorsTypes.nameOf(tensor.type()))
                .isEqualTo(expected.get("dtype").asString());
        assertThat(tensor.shape()).isEqualTo(HexFloats.shape(expected));
        assertThat(HexFormat.of().formatHex(tensor.data().toArray(ValueLayout.JAVA_BYTE)))
                .as(tensor.name())
                .isEqualTo(expected.get("data").asString());
    }

    @Test
    void quantizedTensorsAreWrittenAsFloats() throws IOException {
        byte[] block = new byte[RawType.Q8_0.blockBytes()];
        block[1] = 0x3C; // a scale of one
        block[2] = -7;
        var tensor = new RawTensor("q", RawType.Q8_0, new long[] {1, 32}, MemorySegment.ofArray(block));
        Path file = folder.resolve("floats.safetensors");
        SafetensorsWriter.write(file, List.of(tensor, RawTensor.of("one", new float[] {1}, 1)));
        RawTensor read = SafetensorsFile.open(file).get("q");
        assertThat(read.type()).isEqualTo(RawType.FLOAT32);
        assertThat(read.toFloats()).startsWith(-7, 0);
        assertThatThrownBy(() -> SafetensorsWriter.write(file, List.of(tensor, tensor)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void truncatedFileIsTheUsersError() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        SafetensorsWriter.write(
                whole, List.of(RawTensor.of("a", new float[9], 9), RawTensor.of("b", new float[4], 2, 2)));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafetensorsFile.open(cut))
                    .as("length %d", length)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(cut.toString());
        }
        Files.write(cut, Arrays.copyOf(bytes, bytes.length + 3));
        assertThatThrownBy(() -> SafetensorsFile.open(cut))
                .hasMessage(cut + ": 3 bytes at the end belong to no tensor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "{\"a\": ]                                                            # the header is not JSON",
                "[1, 2]                                                               # not a JSON object",
                "{'a': 1}                                                             # the tensor a needs dtype, shape and two data_offsets",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}}           # needs dtype, shape and two",
                "{'a': {'dtype': 'F32', 'shape': [2.5], 'data_offsets': [0, 8]}}      # needs dtype, shape and two",
                "{'a': {'dtype': 'F31', 'shape': [2], 'data_offsets': [0, 8]}}        # has the type F31; supported are [F64, F32",
                "{'a': {'dtype': 'F32', 'shape': [4], 'data_offsets': [0, 8]}}        # needs 16 bytes; its offsets are [0, 8]",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [-8, 0]}}       # needs 8 bytes; its offsets are [-8, 0]",
                "{'a': {'dtype': 'F32', 'shape': [-2], 'data_offsets': [0, 8]}}       # impossible shape",
                "{'a': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 8]}} # impossible shape",
                "{'a': {'dtype': 'F32', 'shape': [4], 'data_offsets': [8, 24]}}       # ends at byte 24 of the data, which has 16",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 16]}}       # begins at byte 8 of the data, the one before it ends at 0",
                "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 12]}, 'b': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 16]}} # the tensor b begins at byte 8",
                "{'a': {'dtype': 'U8', 'shape': [], 'data_offsets': [0, 1]}, 'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 16]}} # not JSON: Duplicate",
            })
    void damagedHeaderIsTheUsersError(String header, String message) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        Path file = folder.resolve("damaged.safetensors");
        Files.write(file, bytes.putLong(json.length).put(json).array());
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }
}
