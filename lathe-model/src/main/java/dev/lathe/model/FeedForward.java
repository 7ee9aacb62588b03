package dev.lathe.model;

/** Says what follows attention in a layer. */
public sealed interface FeedForward {
    /**
     * Is one gated block for every token.
     *
     * @param width the width inside
     */
    record Dense(int width) implements FeedForward {}

    /**
     * Is several gated blocks, of which a router picks a few for each token and weighs them by their probabilities.
     *
     * @param count how many there are
     * @param active how many a token goes through
     * @param width the width inside one
     * @param normalized whether the weights of the picked ones are scaled to sum 1
     */
    record Experts(int count, int active, int width, boolean normalized) implements FeedForward {
        public Experts {
            if (active < 1 || active > count) {
                throw new IllegalArgumentException(
                        "active experts must be 1 to %d, their count: %d".formatted(count, active));
            }
        }
    }
}
