package dev.lathe.model.engine;

import dev.lathe.core.Seeds;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Draws tokens from rows of log-probabilities. Not for use by several threads. */
final class Sampler {
    /** A weight e^-23 below the highest is one part in 10^10: no draw of 53 bits over a vocabulary would notice. */
    private static final double NEGLIGIBLE = -23;

    private final double[] weights;

    Sampler(int vocabulary) {
        weights = new double[vocabulary];
    }

    /**
     * Returns the index of the drawn token.
     *
     * @param logProbs log-probabilities in nats, float32 {@code [rows, vocabulary]}
     * @param row which row to draw from
     * @param position how many tokens the request has drawn before: with the seed it fixes the draw
     */
    int draw(MemorySegment logProbs, long row, Sampling sampling, int position) {
        long offset = row * weights.length;
        int best = argmax(logProbs, offset);
        if (sampling.temperature() == 0) {
            return best;
        }
        double target =
                uniform(sampling.seed(), position) * fillWeights(logProbs, offset, best, sampling.temperature());
        for (int token = 0; token < weights.length; token++) {
            target -= weights[token];
            if (target < 0) {
                return token;
            }
        }
        return best;
    }

    private double fillWeights(MemorySegment logProbs, long offset, int best, double temperature) {
        double highest = at(logProbs, offset + best);
        double total = 0;
        for (int token = 0; token < weights.length; token++) {
            double exponent = (at(logProbs, offset + token) - highest) / temperature;
            double weight = exponent < NEGLIGIBLE ? 0 : Math.exp(exponent);
            weights[token] = weight;
            total += weight;
        }
        return total;
    }

    private int argmax(MemorySegment values, long offset) {
        int best = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            float value = at(values, offset + i);
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        return best;
    }

    private static double uniform(long seed, int position) {
        return (Seeds.of(seed, position) >>> 11) * 0x1.0p-53;
    }

    private static float at(MemorySegment values, long index) {
        return values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }
}
