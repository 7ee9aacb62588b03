package dev.lathe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTests {
    @TempDir
    Path root;

    @Test
    void writesAndReplacesAFile() throws IOException {
        Path file = root.resolve("a/b/text.txt");
        AtomicFiles.write(file, "one");
        AtomicFiles.write(file, "two");
        assertThat(file).hasContent("two");
        assertThat(names(root.resolve("a/b"))).containsExactly("text.txt");
    }

    @Test
    void writesAndReplacesAFolder() throws IOException {
        Path folder = root.resolve("step-1");
        AtomicFiles.folder(folder, partial -> Files.writeString(partial.resolve("old"), "1"));
        AtomicFiles.folder(folder, partial -> {
            Files.createDirectory(partial.resolve("deep"));
            Files.writeString(partial.resolve("deep/new"), "2");
        });
        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(folder.resolve("deep/new")).hasContent("2");
        assertThat(names(root)).containsExactly("step-1");
    }

    @Test
    void aFileNeverReplacesAFolder() throws IOException {
        Path runs = root.resolve("runs");
        AtomicFiles.write(runs.resolve("x/recipe.yaml"), "kept");
        assertThatThrownBy(() -> AtomicFiles.write(runs, "text"))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: is a folder", runs);
        assertThatThrownBy(() -> AtomicFiles.file(runs, partial -> Files.writeString(partial, "text")))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: is a folder", runs);
        assertThat(runs.resolve("x/recipe.yaml")).hasContent("kept");
        assertThat(names(root)).containsExactly("runs");
    }

    @Test
    void aFullDiskIsOneClearLineAndLeavesNothing() throws IOException {
        Path folder = root.resolve("step-1");
        assertThatThrownBy(() -> AtomicFiles.folder(folder, partial -> {
                    Files.writeString(partial.resolve("half"), "1");
                    throw new FileSystemException("half", null, "No space left on device");
                }))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: cannot be written (No space left on device)", folder);
        assertThat(names(root)).isEmpty();
    }

    @Test
    void aFailureKeepsWhatWasThere() throws IOException {
        Path folder = root.resolve("step-1");
        AtomicFiles.folder(folder, partial -> Files.writeString(partial.resolve("old"), "1"));
        assertThatThrownBy(() -> AtomicFiles.folder(folder, _ -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: cannot be written (No space left on device)", folder);
        assertThat(folder.resolve("old")).hasContent("1");
        assertThat(names(root)).containsExactly("step-1");
    }

    @Test
    void otherFailuresOfTheWriterPassThrough() throws IOException {
        assertThatThrownBy(() -> AtomicFiles.folder(root.resolve("step-1"), _ -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(names(root)).isEmpty();
    }

    @Test
    void aFileInTheWayOfAFolderIsNamed() throws IOException {
        Files.writeString(root.resolve("runs"), "");
        Path file = root.resolve("runs/x.txt");
        assertThatThrownBy(() -> AtomicFiles.write(file, ""))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: cannot be written ('%s' is in the way)", file, root.resolve("runs"));
    }

    @Test
    void recoverRemovesWhatAKilledWriterLeft() throws IOException {
        Files.createDirectories(root.resolve(".step-2.partial/deep"));
        Files.writeString(root.resolve(".step-2.partial/deep/half"), "");
        Files.writeString(root.resolve(".report.html.partial"), "");
        Files.createDirectories(root.resolve(".step-1.replaced"));
        Files.createDirectories(root.resolve(".step-3.replaced"));
        Files.createDirectories(root.resolve("step-3"));
        AtomicFiles.recover(root);
        assertThat(names(root)).containsExactly("step-1", "step-3");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
