package dev.lathe.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTests {
    @Test
    void mountsWhoseNamesHaveSpacesAreReadOnlyToo(@TempDir Path place) throws Exception {
        Path folder = open(place.resolve("folder"));
        Path mount = open(place.resolve("a mount\tpoint"));
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        String mounted = "chmod 755 \"$1\" && mount -t tmpfs -o mode=777 tmpfs \"$2\" && shift 2 && exec \"$@\"";
        command.addAll(List.of("sh", "-c", mounted, "sh", place.toString(), mount.toString()));
        String attempt = "cd \"$1\" && { touch file || echo refused; }";
        command.addAll(
                Isolation.wrap(folder, SandboxLimits.SMALL, List.of("sh", "-c", attempt, "sh", mount.toString())));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output)
                .as(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(Isolation.READY + "refused\n");
    }

    private static Path open(Path folder) throws IOException {
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
