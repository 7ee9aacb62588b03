package dev.lathe.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Describes the processor as Linux does.
 *
 * @param features such as {@code avx512f}
 */
record Processor(Set<String> features) {
    /** What OpenBLAS's kernels for Skylake servers need. */
    private static final List<String> SKYLAKE_SERVER =
            List.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");

    private static final Processor UNKNOWN = new Processor(Set.of());

    static Processor current() {
        Path description = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(description) ? parse(Files.readString(description)) : UNKNOWN;
        } catch (IOException e) {
            // Only speed depends on it.
            return UNKNOWN;
        }
    }

    /** Reads the first processor of {@code /proc/cpuinfo}. */
    static Processor parse(String text) {
        return new Processor(Set.copyOf(Arrays.asList(value(text, "flags").split(" "))));
    }

    /** Tells whether OpenBLAS's kernels for Skylake servers run on it. */
    boolean hasAvx512() {
        return features.containsAll(SKYLAKE_SERVER);
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
