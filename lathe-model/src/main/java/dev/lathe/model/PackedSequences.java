package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds sequences that lie one behind the other without padding. What several of them begin with may lie there once, and is computed
 * once; no sequence sees another.
 *
 * @param tokens INT64 {@code [tokens]}, stretch by stretch
 * @param stretches what the tokens are, in their order
 */
public record PackedSequences(Tensor tokens, List<Stretch> stretches) {
    /**
     * Is some tokens in a row, each of which sees those before it, and the whole stretch that stands before this one.
     *
     * @param before the number of the stretch that stands before it, which has none before itself; {@link #NONE} if it begins a sequence
     * @param length how many tokens it has, at least 1
     */
    public record Stretch(int before, int length) {
        /** Stands where there is no stretch. */
        public static final int NONE = -1;

        boolean begins() {
            return before == NONE;
        }
    }

    /**
     * Checks the stretches.
     *
     * @throws IllegalArgumentException if they do not fit the tokens or one another
     */
    public PackedSequences {
        stretches = List.copyOf(stretches);
        long length = 0;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            boolean follows = stretch.before() >= 0
                    && stretch.before() < i
                    && stretches.get(stretch.before()).begins();
            if (stretch.length() < 1 || !(stretch.begins() || follows)) {
                throw new IllegalArgumentException("no such stretch can stand at %d: %s".formatted(i, stretch));
            }
            length += stretch.length();
        }
        if (length != tokens.numel()) {
            throw new IllegalArgumentException("stretches of %d tokens are not %s".formatted(length, tokens));
        }
    }

    /** Packs sequences of one length, {@code [batch, time]}. */
    static PackedSequences uniform(Tensor tokens) {
        int batch = Math.toIntExact(tokens.size(0));
        int time = Math.toIntExact(tokens.size(1));
        return new PackedSequences(
                tokens.reshape(-1),
                IntStream.range(0, batch)
                        .mapToObj(_ -> new Stretch(Stretch.NONE, time))
                        .toList());
    }

    /** Returns how many tokens stand before a stretch. */
    int start(Stretch stretch) {
        return stretch.begins() ? 0 : stretches.get(stretch.before()).length();
    }

    /** Returns the length of the longest sequence. */
    int longest() {
        return stretches.stream()
                .mapToInt(stretch -> start(stretch) + stretch.length())
                .max()
                .orElse(0);
    }

    /** Returns where in its sequence each token stands, INT64 {@code [tokens]}. */
    Tensor positions() {
        long[] positions = stretches.stream()
                .flatMapToInt(stretch -> IntStream.range(start(stretch), start(stretch) + stretch.length()))
                .asLongStream()
                .toArray();
        return Tensor.of(positions, tokens.device(), positions.length);
    }
}
