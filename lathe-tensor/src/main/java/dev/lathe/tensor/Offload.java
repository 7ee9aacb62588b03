package dev.lathe.tensor;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps tensors in a mapped file while nobody uses them, so that others can have their memory. The file is gone when this is closed,
 * or the process ends.
 */
public final class Offload implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final List<Place> places = new ArrayList<>();
    private final Arena arena = Arena.ofShared();
    private final FileChannel channel;
    private boolean away;

    /**
     * Is where a tensor goes.
     *
     * @param shape its shape, while it is here
     */
    private record Place(Tensor tensor, long[] shape, MemorySegment memory) {}

    /**
     * Makes room for tensors, which stay where they are for now.
     *
     * @param folder where the file is made
     * @param tensors contiguous, each with memory of its own
     * @throws UserError if there is no room
     */
    public Offload(Path folder, List<Tensor> tensors) {
        long bytes = tensors.stream().mapToLong(Offload::room).sum();
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new UserError("%s: %d MiB are to be put away there, and %d are free"
                        .formatted(folder, bytes >> 20, free >> 20));
            }
            channel = FileChannel.open(
                    Files.createTempFile(folder, "lathe-offload-", ".bin"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            MemorySegment file = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
            long next = 0;
            for (Tensor tensor : tensors) {
                places.add(new Place(tensor, tensor.shape(), file.asSlice(next, tensor.bytes())));
                next += room(tensor);
            }
        } catch (IOException failed) {
            throw new UserError(
                    "%s: nothing can be put away there (%s)".formatted(folder, failed.getMessage()), failed);
        }
    }

    private static long room(Tensor tensor) {
        return Math.ceilDiv(tensor.bytes(), ALIGNMENT) * ALIGNMENT;
    }

    /** Moves the tensors to the file; they have no elements until {@link #bringBack}. */
    public void putAway() {
        if (away) {
            return;
        }
        away = true;
        try (Scope _ = Scope.open()) {
            for (Place place : places) {
                place.memory.copyFrom(place.tensor.to(Device.cpu()).memory());
                replace(place.tensor, Tensor.empty(place.tensor.dtype(), place.tensor.device(), 0));
                place.memory.unload();
            }
        }
    }

    /** Moves them back. */
    public void bringBack() {
        if (!away) {
            return;
        }
        away = false;
        try (Scope _ = Scope.open()) {
            for (Place place : places) {
                Tensor here = Tensor.fromMemory(place.memory, place.tensor.dtype(), place.shape);
                replace(place.tensor, here.to(place.tensor.device()));
                place.memory.unload();
            }
        }
    }

    private static void replace(Tensor tensor, Tensor by) {
        tensor.handle().__dispatch_set_data(by.handle());
    }

    /** Gives the file back; what is away is lost. */
    @Override
    public void close() {
        arena.close();
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UserError(
                    "a file that was put away cannot be closed (%s)".formatted(failed.getMessage()), failed);
        }
    }
}
