package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps whole files for reading. */
final class MappedFile {
    private MappedFile() {}

    /**
     * Maps a file; the mapping lives as long as something refers to it.
     *
     * @throws UserError if the file is missing or cannot be read
     */
    static MemorySegment of(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (NoSuchFileException e) {
            throw new UserError(path + ": no such file", e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
