package dev.lathe.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.lathe.core.UserError;
import dev.lathe.tensor.Torch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what Lathe needs of a machine. */
final class Examination {
    private static final double GIB = 1L << 30;
    private static final double WANTED_MEMORY = 4;
    private static final double WANTED_DISK = 2;

    private Examination() {}

    static List<Finding> all() {
        return List.of(java(), maven(), nativeLibrary(), cores(), memory(), disk());
    }

    private static Finding java() {
        String version = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= 25
                ? Finding.ok("JDK", version)
                : Finding.missing("JDK", version, "install JDK 25");
    }

    private static Finding maven() {
        return command("mvn")
                .map(path -> Finding.ok("Maven", path.toString()))
                .orElse(Finding.missing(
                        "Maven", "no mvn on the PATH", "install Maven; without it nothing can be built"));
    }

    private static Optional<Path> command(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Finding nativeLibrary() {
        try {
            String capability = Torch.description().lines().findFirst().orElse("");
            String device = Torch.cudaIsAvailable() ? "CUDA device" : "no CUDA device";
            return Finding.ok("native library", "libtorch, %s, %s".formatted(capability, device));
        } catch (UserError | LinkageError e) {
            return Finding.missing("native library", String.valueOf(e.getMessage()), "see what the message names");
        }
    }

    private static Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Finding.amount("cores", cores, 2, "", "training will be slow");
    }

    private static Finding memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Finding.amount("memory", system.getTotalMemorySize() / GIB, WANTED_MEMORY, " GiB", "small models only");
    }

    private static Finding disk() {
        Path home = Path.of(System.getProperty("lathe.home", "")).toAbsolutePath();
        try {
            double free = Files.getFileStore(home).getUsableSpace() / GIB;
            return Finding.amount("free disk", free, WANTED_DISK, " GiB", "checkpoints may not fit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
