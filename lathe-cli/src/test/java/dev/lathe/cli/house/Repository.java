package dev.lathe.cli.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the repository's own files. */
public final class Repository {
    /** The repository's root; Surefire tells each module its own folder. */
    public static final Path ROOT = Path.of(System.getProperty("basedir")).getParent();

    private Repository() {}

    static List<Path> modules() throws IOException {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the Java files under a folder of every module, such as {@code src/main/java}. */
    static List<Path> javaFiles(String folder) throws IOException {
        try (Stream<Path> folders =
                modules().stream().map(module -> module.resolve(folder)).filter(Files::isDirectory)) {
            return folders.flatMap(Repository::below)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
