package dev.lathe.train.engine;

import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Holds passages as one batch, padded at the end to the longest. The tensors belong to the scope in which it was made.
 *
 * @param tokens INT64 {@code [rows, time]}
 * @param places where in the flattened rows outputs are read, INT64 {@code [read]}, in the order of passages and places
 */
public record Rows(Tensor tokens, Tensor places) {
    static Rows of(List<Passage> passages) {
        int time = passages.stream()
                .mapToInt(passage -> passage.tokens().length)
                .max()
                .orElse(0);
        int read =
                passages.stream().mapToInt(passage -> passage.places().length).sum();
        long[] tokens = new long[passages.size() * time];
        long[] places = new long[read];
        int next = 0;
        for (int row = 0; row < passages.size(); row++) {
            int[] source = passages.get(row).tokens();
            for (int step = 0; step < source.length; step++) {
                tokens[row * time + step] = source[step];
            }
            for (int place : passages.get(row).places()) {
                places[next++] = (long) row * time + place;
            }
        }
        return new Rows(Tensor.of(tokens, passages.size(), time), Tensor.of(places, read));
    }

    /** Returns how many places are read. */
    public long read() {
        return places.numel();
    }
}
