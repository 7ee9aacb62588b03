package dev.lathe.train.data;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a data set: one file, or a folder as Hugging Face has it. */
final class DataFiles {
    private static final List<String> ENDINGS = List.of(".jsonl", ".json", ".parquet");

    private DataFiles() {}

    /**
     * Returns a file itself; of a folder, in the order of their names, the files in it and in its folders {@code data} and
     * {@code SPLIT} whose names begin with the split, or all of the folder {@code SPLIT}.
     *
     * @throws UserError if there are none
     */
    static List<Path> of(Path path, String split) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new UserError("%s: no such file or folder".formatted(path));
        }
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(path, path.resolve("data"))) {
            found.addAll(files(folder, split));
        }
        found.addAll(files(path.resolve(split), ""));
        if (found.isEmpty()) {
            throw new UserError(
                    "%s: no file of the split '%s'; such are %s-*.parquet, %s.jsonl, data/%s-*.parquet or %s/*.jsonl"
                            .formatted(path, split, split, split, split, split));
        }
        return found;
    }

    /** Opens a file by its ending. */
    static Table open(Path file) {
        return file.toString().endsWith(".parquet") ? ParquetTable.open(file) : JsonTable.open(file);
    }

    private static List<Path> files(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && ENDINGS.stream().anyMatch(name::endsWith);
                    })
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
        }
    }
}
