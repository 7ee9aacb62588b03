package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CLibraryTests {
    @Test
    void workWithoutChatLeavesNoFileOpen() throws IOException {
        assertThat(CLibrary.withoutChat(() -> 1)).isEqualTo(1);
        long before = openFiles();
        for (int i = 0; i < 100; i++) {
            CLibrary.withoutChat(() -> 1);
        }
        // others of this process may open some
        assertThat(openFiles()).isLessThan(before + 50);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
