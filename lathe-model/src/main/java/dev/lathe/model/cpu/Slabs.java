package dev.lathe.model.cpu;

import java.lang.foreign.Arena;

/** Hands out native memory, zeroed and aligned to cache lines, that is given back all at once. */
final class Slabs implements AutoCloseable {
    private static final long SLAB = 16L << 20;
    private static final long LINE = 64;

    private final Arena arena = Arena.ofShared();
    private long next;
    private long end;
    private long taken;

    /** Returns the address of new memory. */
    long take(long bytes) {
        long rounded = (bytes + LINE - 1) / LINE * LINE;
        if (next + rounded > end) {
            long size = Math.max(SLAB, rounded);
            next = arena.allocate(size, LINE).address();
            end = next + size;
            taken += size;
        }
        long address = next;
        next += rounded;
        return address;
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
