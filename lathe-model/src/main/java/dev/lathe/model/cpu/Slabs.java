package dev.lathe.model.cpu;

import java.lang.foreign.Arena;

/** Hands out native memory, zeroed and aligned to cache lines, that is given back all at once. */
final class Slabs implements AutoCloseable {
    private static final long SLAB = 1L << 20;

    /** What is larger has memory of its own, so that little is left over at the end of a slab. */
    private static final long LARGE = SLAB / 8;

    private static final long LINE = 64;

    private final Arena arena = Arena.ofShared();
    private long next;
    private long end;
    private long taken;

    /** Returns the address of new memory. */
    long take(long bytes) {
        long rounded = (bytes + LINE - 1) / LINE * LINE;
        if (rounded > LARGE) {
            return allocate(rounded);
        }
        if (next + rounded > end) {
            next = allocate(SLAB);
            end = next + SLAB;
        }
        long address = next;
        next += rounded;
        return address;
    }

    private long allocate(long bytes) {
        taken += bytes;
        return arena.allocate(bytes, LINE).address();
    }

    /** Returns how many bytes the system has given. */
    long bytes() {
        return taken;
    }

    @Override
    public void close() {
        arena.close();
    }
}
