package dev.lathe.model;

import java.util.stream.IntStream;

/** Computes the angles per position by which a decoder turns queries and keys. */
public final class RotaryFrequencies {
    private RotaryFrequencies() {}

    /** Returns {@code base^(-2 i / headDim)} for each pair i, changed as the model's scaling says; radians per position. */
    public static double[] of(DecoderConfig config) {
        return scaled(config.choices().ropeScaling(), config.ropeTheta(), config.headDim());
    }

    /** Returns {@code base^(-2 i / headDim)} for each pair i, changed by a scaling. */
    public static double[] scaled(RopeScaling scaling, double base, int headDim) {
        double[] plain = plain(base, headDim);
        return IntStream.range(0, plain.length)
                .mapToDouble(i -> scaled(scaling, plain, i, base))
                .toArray();
    }

    /** Returns what cosines and sines are multiplied by. */
    public static double amplitude(DecoderConfig config) {
        return config.choices().ropeScaling() instanceof RopeScaling.Yarn yarn ? yarn.amplitude() : 1;
    }

    /** Returns {@code base^(-2 i / headDim)} for each pair i. */
    public static double[] plain(double base, int headDim) {
        return IntStream.range(0, headDim / 2)
                .mapToDouble(i -> Math.exp(-2 * Math.log(base) / headDim * i))
                .toArray();
    }

    private static double scaled(RopeScaling scaling, double[] plain, int i, double base) {
        return switch (scaling) {
            case RopeScaling.None _ -> plain[i];
            case RopeScaling.Linear linear -> plain[i] / linear.factor();
            case RopeScaling.Llama3 llama -> llama3(llama, plain[i]);
            case RopeScaling.Yarn yarn -> yarn(yarn, plain[i], i, 2 * plain.length, base);
            case RopeScaling.Divisors each -> plain[i] / each.divisors().get(i);
        };
    }

    private static double llama3(RopeScaling.Llama3 scaling, double frequency) {
        double turns = scaling.originalPositions() * frequency / (2 * Math.PI);
        double low = scaling.lowFrequencyFactor();
        double share = Math.clamp((turns - low) / (scaling.highFrequencyFactor() - low), 0, 1);
        return blend(frequency, scaling.factor(), share);
    }

    private static double yarn(RopeScaling.Yarn scaling, double frequency, int pair, int headDim, double base) {
        double fast = Math.max(Math.floor(pairOf(scaling.betaFast(), scaling, headDim, base)), 0);
        double slow = Math.min(Math.ceil(pairOf(scaling.betaSlow(), scaling, headDim, base)), headDim - 1);
        double ramp = Math.clamp((pair - fast) / (slow == fast ? 0.001 : slow - fast), 0, 1);
        return blend(frequency, scaling.factor(), 1 - ramp);
    }

    /** Returns which pair, as a fraction, makes this many turns over the original positions. */
    private static double pairOf(double turns, RopeScaling.Yarn scaling, int headDim, double base) {
        return headDim * Math.log(scaling.originalPositions() / (turns * 2 * Math.PI)) / (2 * Math.log(base));
    }

    /** Mixes a frequency, by its share, and what it is when divided. */
    private static double blend(double frequency, double factor, double share) {
        return share * frequency + (1 - share) * frequency / factor;
    }
}
