package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has loaded a checkpoint, written a reply and made an embedding holds the weights once, and gives them back asleep. */
class WeightsOnceTests {
    private static final DecoderConfig CONFIG = new DecoderConfig(
            258,
            512,
            2048,
            16,
            8,
            8,
            64,
            1e-5,
            10_000,
            false,
            true,
            false,
            false,
            4096,
            OptionalInt.empty(),
            List.of(ByteTokens.END),
            OptionalInt.empty());

    /** A second copy would be twice. */
    private static final double MOST = 1.6;

    private static final long LARGEST = 4L * 2048 * 512;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fast", "torch"})
    void holdsTheWeightsOnceAndGivesThemBackAsleep(String runner) throws Exception {
        Path model = folder.resolve("model");
        long weights = write(model);
        File errors = folder.resolve("errors").toFile();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeightsProgram.class.getName(),
                        model.toString(),
                        runner)
                .redirectError(errors)
                .start();
        String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor()).as(Files.readString(errors.toPath())).isZero();
        List<Long> grown = said.lines().map(Long::valueOf).toList();
        assertThat(grown).hasSize(3);
        assertThat(grown.get(0)).isBetween(weights, (long) (MOST * weights));
        assertThat(grown.get(1)).isLessThan(grown.get(0) - weights * 9 / 10);
        assertThat(grown.get(2)).isBetween(weights, (long) (MOST * weights));
    }

    /** Writes a model whose weights are all zero, and returns how many bytes they have. */
    private static long write(Path target) {
        Map<String, long[]> shapes = Parameters.shapes(CONFIG);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment zeros = arena.allocate(LARGEST);
            List<RawTensor> tensors = shapes.entrySet().stream()
                    .map(entry -> new RawTensor(
                            entry.getKey(),
                            RawType.FLOAT32,
                            entry.getValue(),
                            zeros.asSlice(0, bytes(entry.getValue()))))
                    .toList();
            CheckpointWriter.write(target, CONFIG, tensors, ByteTokens.tokenizer(), ByteTokens.template());
        }
        return shapes.values().stream().mapToLong(WeightsOnceTests::bytes).sum();
    }

    private static long bytes(long[] shape) {
        return Float.BYTES * Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
