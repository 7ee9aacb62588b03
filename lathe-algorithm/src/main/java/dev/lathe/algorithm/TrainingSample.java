package dev.lathe.algorithm;

import java.util.Arrays;

/**
 * Holds one sequence and what is to be learned from it. The loss of a batch is {@code sum_t weights_t l_t} over all samples: the
 * weights hold every denominator, so samples can be split over micro-batches and machines at will. The arrays are shared, not
 * copied; nobody writes to them.
 *
 * @param tokens the whole sequence, {@code [length]}
 * @param positions indices into {@code tokens} of those to be learned, ascending, {@code [learned]}; the token at position
 *     {@code p} is predicted from what stands before {@code p}
 * @param weights coefficients of the tokens' losses, {@code [learned]}; 0 where a filter left a token out
 * @param advantages {@code [learned]}; empty for supervised samples
 * @param behaviorLogProbs log-probabilities in nats under the policy that acted, {@code [learned]}; NaN where an expert is
 *     imitated; empty for supervised samples
 * @param chunks learned tokens of each chunk, adding up to {@code learned}
 * @param scores what models said of the learned tokens before the step
 * @param returns what a critic is to expect before each token, in units of reward, {@code [learned]}; empty without a critic
 */
public record TrainingSample(
        int[] tokens,
        int[] positions,
        float[] weights,
        float[] advantages,
        float[] behaviorLogProbs,
        int[] chunks,
        ModelScores scores,
        float[] returns) {
    private static final float[] EMPTY = {};

    public TrainingSample {
        requireAscending(positions, tokens.length);
        requireLength("weights", weights, positions.length);
        requireLength("behaviorLogProbs", behaviorLogProbs, advantages.length);
        if (advantages.length > 0) {
            requireLength("advantages", advantages, positions.length);
        }
        if (Arrays.stream(chunks).sum() != positions.length) {
            throw new IllegalArgumentException("chunks of %s tokens do not make %d learned tokens"
                    .formatted(Arrays.toString(chunks), positions.length));
        }
    }

    /** Holds a sequence of one chunk, of which models said nothing. */
    public TrainingSample(
            int[] tokens, int[] positions, float[] weights, float[] advantages, float[] behaviorLogProbs) {
        this(
                tokens,
                positions,
                weights,
                advantages,
                behaviorLogProbs,
                new int[] {positions.length},
                ModelScores.NONE,
                EMPTY);
    }

    static TrainingSample supervised(int[] tokens, int[] positions, float[] weights) {
        return new TrainingSample(tokens, positions, weights, EMPTY, EMPTY);
    }

    TrainingSample withWeights(float[] other) {
        return new TrainingSample(tokens, positions, other, advantages, behaviorLogProbs, chunks, scores, returns);
    }

    /** Returns how many tokens are learned. */
    public int learned() {
        return positions.length;
    }

    /** Returns whether every advantage is 0, so that only an entropy bonus or a KL penalty gives this sample a gradient. */
    public boolean withoutSignal() {
        if (advantages.length == 0) {
            return positions.length == 0;
        }
        for (float advantage : advantages) {
            if (advantage != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireAscending(int[] positions, int length) {
        int previous = 0;
        for (int position : positions) {
            if (position <= previous || position >= length) {
                throw new IllegalArgumentException(
                        "position %d must be above %d and below %d: the first token has nothing to be predicted from"
                                .formatted(position, previous, length));
            }
            previous = position;
        }
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("%s has %d values, not %d".formatted(name, values.length, length));
        }
    }
}
