package dev.lathe.model;

import java.util.List;

/** Says how rotary frequencies change so that a model reads longer texts than it was first trained for. */
public sealed interface RopeScaling {
    /** Changes nothing. */
    record None() implements RopeScaling {}

    /**
     * Divides all by one number. Source: Chen et al., Extending Context Window of Large Language Models via Positional Interpolation,
     * 2023.
     */
    record Linear(double factor) implements RopeScaling {}

    /**
     * Divides the slow ones, keeps the fast ones, and blends between (Llama 3.1).
     *
     * @param factor what the slow ones are divided by
     * @param lowFrequencyFactor a frequency is slow if the original positions hold fewer turns than this
     * @param highFrequencyFactor a frequency is fast if they hold more turns than this
     * @param originalPositions positions that the model was first trained for
     */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalPositions)
            implements RopeScaling {}

    /**
     * Divides the slow ones, keeps the fast ones, blends between, and scales what is turned. Source: Peng et al., YaRN: Efficient Context
     * Window Extension of Large Language Models, 2023.
     *
     * @param factor what the slow ones are divided by
     * @param originalPositions positions that the model was first trained for
     * @param betaFast turns over the original positions from which on a frequency is fast
     * @param betaSlow turns up to which it is slow
     * @param amplitude what cosines and sines are multiplied by
     */
    record Yarn(double factor, int originalPositions, double betaFast, double betaSlow, double amplitude)
            implements RopeScaling {
        /** Returns the amplitude that the paper gives: {@code 0.1 ln(factor) + 1}. */
        public static double usualAmplitude(double factor) {
            return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
        }
    }

    /** Divides each by a number of its own, as GGUF files of Llama 3.1 hold them. */
    record Divisors(List<Double> divisors) implements RopeScaling {
        public Divisors {
            divisors = List.copyOf(divisors);
        }
    }
}
