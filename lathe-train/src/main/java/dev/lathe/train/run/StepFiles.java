package dev.lathe.train.run;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names and finds what a run keeps of its steps: files or folders {@code step-N}, with an ending or without. */
public final class StepFiles {
    private StepFiles() {}

    static String name(long step, String ending) {
        return "step-" + step + ending;
    }

    /**
     * Returns what a folder holds, by step; nothing if there is no folder.
     *
     * @param ending of the names, such as {@code .jsonl}; empty for folders
     * @throws UserError if the folder cannot be read
     */
    public static SortedMap<Long, Path> in(Path folder, String ending) {
        Pattern name = Pattern.compile("step-(\\d{1,18})" + Pattern.quote(ending));
        SortedMap<Long, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> list = Files.list(folder)) {
            list.forEach(file -> {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    found.put(Long.valueOf(matcher.group(1)), file);
                }
            });
        } catch (IOException failed) {
            throw new UserError("%s: cannot be read (%s)".formatted(folder, AtomicFiles.reason(failed)), failed);
        }
        return found;
    }
}
