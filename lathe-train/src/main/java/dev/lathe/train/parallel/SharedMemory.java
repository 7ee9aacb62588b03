package dev.lathe.train.parallel;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Is memory that all processes of a team see: a file that each of them maps. Whoever reads what another wrote waits for it first. */
final class SharedMemory implements AutoCloseable {
    private final Path file;
    private final Arena arena = Arena.ofShared();
    private MemorySegment mapped = MemorySegment.NULL;

    SharedMemory(Path file) {
        this.file = file;
    }

    /**
     * Returns at least so many bytes, which hold what was there before.
     *
     * @throws UserError if there is no room
     */
    MemorySegment atLeast(long bytes) {
        if (mapped.byteSize() >= bytes) {
            return mapped;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            requireRoom(bytes - channel.size());
            mapped = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
            return mapped;
        } catch (IOException failed) {
            throw new UserError(
                    "%s: weights cannot be shared there (%s)".formatted(file, AtomicFiles.reason(failed)), failed);
        }
    }

    private void requireRoom(long bytes) throws IOException {
        long free = Files.getFileStore(file).getUsableSpace();
        if (free < bytes) {
            throw new UserError(
                    "%s: weights of %d MiB are shared there, and %d are free".formatted(file, bytes >> 20, free >> 20));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
