package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lists the rows that a run went on without, in {@code bad-data.txt}. */
final class SkippedRows {
    private SkippedRows() {}

    /**
     * Returns the list of a run that goes on; nothing if there is none.
     *
     * @throws UserError if the file cannot be read
     */
    static List<String> read(RunFolder run) {
        Path file = file(run);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    static void write(RunFolder run, List<String> rows) {
        if (!rows.isEmpty()) {
            AtomicFiles.write(file(run), String.join("\n", rows) + "\n");
        }
    }

    private static Path file(RunFolder run) {
        return run.path().resolve("bad-data.txt");
    }
}
