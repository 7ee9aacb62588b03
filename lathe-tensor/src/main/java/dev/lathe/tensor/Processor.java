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
 * @param vendor such as {@code AuthenticAMD}; empty where nobody says
 * @param features such as {@code avx512f}
 */
record Processor(String vendor, Set<String> features) {
    /** What OpenBLAS's kernels for Skylake servers need. */
    private static final List<String> SKYLAKE_SERVER =
            List.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");

    private static final Processor UNKNOWN = new Processor("", Set.of());

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
        return new Processor(
                value(text, "vendor_id"),
                Set.copyOf(Arrays.asList(value(text, "flags").split(" "))));
    }

    /** Tells whether OpenBLAS, which knows AVX-512 by Intel's models, takes this processor for one without. */
    boolean hasHiddenAvx512() {
        return vendor.equals("AuthenticAMD") && features.containsAll(SKYLAKE_SERVER);
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
