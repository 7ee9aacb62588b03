package dev.lathe.train.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Asks the system how much memory this process has held at most. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    /** Returns the peak of resident memory in MiB; nothing on systems that do not tell. */
    static OptionalDouble mebibytes() {
        if (!Files.exists(STATUS)) {
            return OptionalDouble.empty();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException unreadable) {
            return OptionalDouble.empty();
        }
    }
}
