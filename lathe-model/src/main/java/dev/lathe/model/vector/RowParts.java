package dev.lathe.model.vector;

import dev.lathe.tensor.Torch;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/** Shares rows out among the threads that an operation of this thread may use; the parts are the same however many these are. */
final class RowParts {
    private static final int ROWS = 64;

    private RowParts() {}

    /** Works on the rows of one part. */
    interface Work {
        /**
         * Does so.
         *
         * @param part its number
         * @param from the first row
         * @param to the row after the last
         * @param room the address of memory for this part alone
         */
        void on(int part, int from, int to, long room);
    }

    static int count(int rows) {
        return Math.ceilDiv(rows, ROWS);
    }

    /**
     * Works on all rows.
     *
     * @param floats how much room a part needs
     */
    static void each(int rows, int floats, Work work) {
        IntStream parts = IntStream.range(0, count(rows));
        (Torch.threads() > 1 ? parts.parallel() : parts).forEach(part -> {
            try (Arena arena = Arena.ofConfined()) {
                long room = arena.allocate(4L * floats, 64).address();
                work.on(part, part * ROWS, Math.min(rows, (part + 1) * ROWS), room);
            }
        });
    }
}
