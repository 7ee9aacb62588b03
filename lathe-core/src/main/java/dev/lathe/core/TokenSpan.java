package dev.lathe.core;

/**
 * Holds consecutive tokens of one source. The arrays are shared, not copied; nobody writes to them.
 *
 * @param tokens token ids, {@code [length]}
 * @param logProbs behaviour log-probabilities in nats, {@code [length]} for {@link Source#MODEL}, else empty
 * @param version the weights that made the tokens; for other sources, those in use when the span was added
 * @param source who wrote the tokens
 */
public record TokenSpan(int[] tokens, float[] logProbs, PolicyVersion version, Source source) {
    /** Names the writer of a span. */
    public enum Source {
        PROMPT,
        MODEL,
        ENVIRONMENT
    }

    private static final float[] NONE = {};

    public TokenSpan {
        int expected = source == Source.MODEL ? tokens.length : 0;
        if (logProbs.length != expected) {
            throw new IllegalArgumentException("a %s span of %d tokens needs %d log-probabilities, not %d"
                    .formatted(source, tokens.length, expected, logProbs.length));
        }
    }

    public static TokenSpan prompt(int[] tokens, PolicyVersion version) {
        return new TokenSpan(tokens, NONE, version, Source.PROMPT);
    }

    public static TokenSpan model(int[] tokens, float[] logProbs, PolicyVersion version) {
        return new TokenSpan(tokens, logProbs, version, Source.MODEL);
    }

    public static TokenSpan environment(int[] tokens, PolicyVersion version) {
        return new TokenSpan(tokens, NONE, version, Source.ENVIRONMENT);
    }

    public int length() {
        return tokens.length;
    }
}
