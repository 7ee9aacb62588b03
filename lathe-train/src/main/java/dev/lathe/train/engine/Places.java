package dev.lathe.train.engine;

import dev.lathe.model.SequenceDivision;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says which of the places of some rows this process reads.
 *
 * @param own their numbers, INT64 {@code [own]}; null if it reads all
 * @param tokens where each stands among this process's tokens, INT64 {@code [own]}
 * @param count how many places there are
 */
record Places(@Nullable Tensor own, Tensor tokens, long count) {
    static Places of(Rows rows, @Nullable SequenceDivision division) {
        if (division == null) {
            return new Places(null, rows.places(), rows.read());
        }
        int all = Math.toIntExact(rows.sequences().tokens().numel());
        long first = division.first(all);
        long end = first + division.count(all);
        long[] places = rows.places().toLongs();
        long[] own = IntStream.range(0, places.length)
                .filter(place -> places[place] >= first && places[place] < end)
                .asLongStream()
                .toArray();
        long[] tokens = new long[own.length];
        for (int i = 0; i < own.length; i++) {
            tokens[i] = places[(int) own[i]] - first;
        }
        Device device = rows.device();
        return new Places(Tensor.of(own, device, own.length), Tensor.of(tokens, device, tokens.length), places.length);
    }

    /** Takes what belongs to this process's places of what belongs to all, {@code [count]}. */
    Tensor own(Tensor all) {
        return own == null ? all : all.indexSelect(0, own);
    }

    /** Returns what belongs to all places, of which the processes have parts. */
    Tensor all(Tensor mine, Route route) {
        return own == null ? mine : route.join(mine, own, count);
    }

    /** Checks that this process reads all places. */
    void requireAll() {
        if (own != null) {
            throw new IllegalStateException("whole predictions of a text cannot be divided among processes");
        }
    }
}
