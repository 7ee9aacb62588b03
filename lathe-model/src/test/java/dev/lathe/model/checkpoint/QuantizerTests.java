package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.PythonClient;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class QuantizerTests {
    @TempDir
    private Path folder;

    @Test
    void writesBlocksAndReadsFilesAsTheGgufPackageDoes() throws IOException {
        var random = new Random(4);
        float[] values = new float[3 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i < 64 ? 100 : 0.01f);
        }
        Arrays.fill(values, 64, 96, 0);
        RawTensor source = RawTensor.of("t", values, 3, 64);
        Path file = folder.resolve("types.gguf");
        List<RawTensor> tensors = List.of(
                source.as("f32", 3, 64),
                source.to(RawType.BFLOAT16).as("bf16", 3, 64),
                source.to(RawType.FLOAT16).as("f16", 3, 64),
                source.to(RawType.Q8_0).as("q8_0", 3, 64));
        var entries = new GgufEntries("types");
        entries.put("count", 7);
        entries.put("share", 0.5f);
        entries.putWhole("names", List.of("a", "鞋"));
        entries.putWhole("flag", true);
        GgufWriter.write(file, entries, tensors);
        JsonNode read = PythonClient.run("read_gguf.py", Map.of("path", file.toString()));
        for (RawTensor tensor : tensors) {
            JsonNode peer = read.get("tensors").get(tensor.name());
            assertThat(HexFormat.of().formatHex(tensor.data().toArray(ValueLayout.JAVA_BYTE)))
                    .as(tensor.name())
                    .isEqualTo(peer.get("quantised").asString())
                    .isEqualTo(peer.get("data").asString());
        }
        assertThat(read.get("fields").toString())
                .contains("\"types.count\":7", "\"types.share\":0.5", "[\"a\",\"鞋\"]", "\"flag\":true");
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 0, 0",
        "0x01, 0.001953125, 1.52587890625e-5",
        "0x38, 1, 0.5",
        "0xC0, -2, -2",
        "0x7E, 448, NaN",
        "0x7F, NaN, NaN",
        "0x7C, 384, Infinity",
        "0x3C, 1.5, 1"
    })
    void readsEightBits(String bits, Float e4m3, Float e5m2) {
        byte value = (byte) (int) Integer.decode(bits);
        assertThat(Float8.e4m3(value)).isEqualTo(e4m3);
        assertThat(Float8.e5m2(value)).isEqualTo(e5m2);
        var raw = new RawTensor("x", RawType.FLOAT8_E4M3, new long[] {1}, MemorySegment.ofArray(new byte[] {value}));
        assertThat(raw.toFloats()).containsExactly(e4m3);
    }

    @Test
    void readsBlocksOfEightBitsAndTheirScale() {
        byte[] block = new byte[RawType.Q8_K.blockBytes()];
        MemorySegment data = MemorySegment.ofArray(block);
        data.set(LittleEndian.FLOAT, 0, 0.25f);
        block[4] = -128;
        block[4 + 255] = 127;
        assertThat(new RawTensor("x", RawType.Q8_K, new long[] {256}, data).toFloats())
                .startsWith(-32, 0)
                .endsWith(0, 31.75f);
    }
}
