package dev.lathe.model.sampling;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Holds the logits of one row and their weights {@code exp((logit - maximum) / temperature)}. What a look at the whole row finds is kept
 * for each block of {@value #BLOCK}, so that later looks skip most blocks.
 */
final class LogitRow {
    static final int BLOCK = 64;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final int vocabulary;
    private final float[] logits;
    private final float[] weights;
    private final float[] maxima;
    private final double[] sums;

    LogitRow(int vocabulary) {
        this.vocabulary = vocabulary;
        int blocks = (vocabulary + BLOCK - 1) / BLOCK;
        logits = new float[blocks * BLOCK];
        weights = new float[blocks * BLOCK];
        maxima = new float[blocks];
        sums = new double[blocks];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    }

    int vocabulary() {
        return vocabulary;
    }

    int blocks() {
        return maxima.length;
    }

    /** Returns the logits; what lies beyond the vocabulary is negative infinity. Whoever changes one calls {@link #maximum}. */
    float[] logits() {
        return logits;
    }

    /** Returns the weights that {@link #weigh} made; the largest is 1. */
    float[] weights() {
        return weights;
    }

    /** Returns the largest logit of each block, as {@link #maximum} found it. */
    float[] maxima() {
        return maxima;
    }

    /** Returns the sum of the weights of each block. */
    double[] sums() {
        return sums;
    }

    /**
     * Copies a row and returns its largest logit.
     *
     * @param rows float32 {@code [rows, vocabulary]}
     */
    float load(MemorySegment rows, long row) {
        MemorySegment.copy(rows, ValueLayout.JAVA_FLOAT, row * vocabulary * Float.BYTES, logits, 0, vocabulary);
        float maximum = maximum();
        if (!Float.isFinite(maximum)) {
            throw new IllegalStateException("the model's log-probabilities are not numbers");
        }
        return maximum;
    }

    /** Finds the largest logit of each block and returns the largest of all. */
    float maximum() {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int block = 0; block < maxima.length; block++) {
            int start = block * BLOCK;
            FloatVector inBlock = FloatVector.fromArray(SPECIES, logits, start);
            for (int i = SPECIES.length(); i < BLOCK; i += SPECIES.length()) {
                inBlock = inBlock.max(FloatVector.fromArray(SPECIES, logits, start + i));
            }
            maxima[block] = inBlock.reduceLanes(VectorOperators.MAX);
            largest = largest.max(inBlock);
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    /** Computes the weights and returns their sum. */
    double weigh(float maximum, float scale) {
        double total = 0;
        for (int block = 0; block < sums.length; block++) {
            int start = block * BLOCK;
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = start; i < start + BLOCK; i += SPECIES.length()) {
                FloatVector weight = Exponential.of(
                        FloatVector.fromArray(SPECIES, logits, i).sub(maximum).mul(scale));
                weight.intoArray(weights, i);
                sum = sum.add(weight);
            }
            sums[block] = Lanes.sum(sum);
            total += sums[block];
        }
        return total;
    }

    /** Returns the first of the largest logits, as {@link #maximum} found them. */
    int largest(float maximum) {
        int block = 0;
        while (maxima[block] != maximum) {
            block++;
        }
        int token = block * BLOCK;
        while (logits[token] != maximum) {
            token++;
        }
        return token;
    }

    /** Makes the weight of a token 0. */
    void remove(int token) {
        sums[token / BLOCK] = Math.max(0, sums[token / BLOCK] - weights[token]);
        weights[token] = 0;
    }

    /**
     * Draws a token by the inverse of the distribution function.
     *
     * @param uniform from [0, 1)
     * @param total the sum of the weights
     */
    int draw(double uniform, double total) {
        double target = uniform * total;
        int chosen = 0;
        for (int block = 0; block < sums.length && target >= 0; block++) {
            if (sums[block] > 0) {
                chosen = block;
                target -= sums[block];
            }
        }
        return drawInBlock(chosen, target + sums[chosen]);
    }

    /** Returns the token at which the block's weights exceed the target; the last that has a weight if rounding leaves none. */
    private int drawInBlock(int block, double target) {
        double missing = target;
        int chosen = 0;
        for (int token = block * BLOCK; token < (block + 1) * BLOCK && missing >= 0; token++) {
            if (weights[token] > 0) {
                chosen = token;
                missing -= weights[token];
            }
        }
        return chosen;
    }
}
