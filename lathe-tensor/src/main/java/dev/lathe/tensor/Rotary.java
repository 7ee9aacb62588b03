package dev.lathe.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Turns pairs of elements by angles that grow with the position: {@code (x, y)} becomes
 * {@code (x cos a - y sin a, y cos a + x sin a)}. Source: Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding,
 * 2021.
 *
 * @param pairing which elements are a pair
 * @param cosines the cosine for each element, {@code [..., width]}
 * @param signedSines the sine for each element, negative for the first of a pair, {@code [..., width]}
 */
public record Rotary(Pairing pairing, Tensor cosines, Tensor signedSines) {
    /** Says which elements are a pair. */
    public enum Pairing {
        /** Element i of the first half with element i of the second half (Hugging Face checkpoints). */
        HALVES,
        /** Neighbours: elements 2i and 2i + 1 (the original paper, and Llama checkpoints of Meta). */
        NEIGHBORS
    }

    /** Makes tables from angles in radians {@code [..., width / 2]}, in the angles' type. */
    public static Rotary of(Pairing pairing, Tensor angles) {
        Tensor cosines = angles.cos();
        Tensor sines = angles.sin();
        return switch (pairing) {
            case HALVES ->
                new Rotary(
                        pairing,
                        Tensor.cat(List.of(cosines, cosines), -1),
                        Tensor.cat(List.of(sines.neg(), sines), -1));
            case NEIGHBORS ->
                new Rotary(
                        pairing,
                        Tensor.stack(List.of(cosines, cosines), -1).flatten(-2, -1),
                        Tensor.stack(List.of(sines.neg(), sines), -1).flatten(-2, -1));
        };
    }

    /**
     * Makes tables for positions 0 to {@code positions - 1}, FLOAT32 {@code [positions, width]}: pair i turns by
     * {@code position * base^(-2 i / width)}, computed in FLOAT64.
     */
    public static Rotary table(Pairing pairing, long positions, long width, double base) {
        try (Scope scope = Scope.open()) {
            Tensor pairs = Tensor.arange(DType.FLOAT64, width / 2);
            return table(
                    pairing, positions, pairs.mul(-2 * Math.log(base) / width).exp(), 1, scope);
        }
    }

    /**
     * Makes tables for positions 0 to {@code positions - 1}, FLOAT32 {@code [positions, width]}: pair i turns by
     * {@code position * frequencies[i]} and grows by {@code amplitude}, computed in FLOAT64.
     */
    public static Rotary table(Pairing pairing, long positions, double[] frequencies, double amplitude) {
        try (Scope scope = Scope.open()) {
            return table(pairing, positions, Tensor.of(frequencies, frequencies.length), amplitude, scope);
        }
    }

    private static Rotary table(Pairing pairing, long positions, Tensor frequencies, double amplitude, Scope scope) {
        Tensor angles = Tensor.arange(DType.FLOAT64, positions).unsqueeze(1).mul(frequencies);
        Rotary exact = of(pairing, angles);
        return new Rotary(
                pairing,
                scope.keep(exact.cosines.mul(amplitude).to(DType.FLOAT32)),
                scope.keep(exact.signedSines.mul(amplitude).to(DType.FLOAT32)));
    }

    /** Picks the rows of a table {@code [positions, width]} for INT64 positions {@code [...]}: tables {@code [..., width]}. */
    public Rotary at(Tensor positions) {
        return new Rotary(pairing, cosines.embedding(positions), signedSines.embedding(positions));
    }

    /** Picks consecutive rows of a table; views. */
    public Rotary range(long start, long length) {
        return new Rotary(pairing, cosines.narrow(0, start, length), signedSines.narrow(0, start, length));
    }

    /** Inserts a dimension of size 1, such as one for heads that all turn alike; views. */
    public Rotary unsqueeze(long dim) {
        return new Rotary(pairing, cosines.unsqueeze(dim), signedSines.unsqueeze(dim));
    }

    /** Converts the tables. */
    public Rotary to(DType type) {
        return new Rotary(pairing, cosines.to(type), signedSines.to(type));
    }

    /** Turns {@code [batch, heads, time, width]}, or any shape whose last dimensions the tables broadcast to. */
    public Tensor apply(Tensor vectors) {
        return vectors.mul(cosines).addProduct(partners(vectors), signedSines);
    }

    /** Puts the other element of its pair in each element's place. */
    private Tensor partners(Tensor vectors) {
        long width = vectors.size(-1);
        return switch (pairing) {
            case HALVES -> vectors.roll(width / 2, -1);
            case NEIGHBORS -> {
                long[] shape = vectors.shape();
                long[] pairs = Arrays.copyOf(shape, shape.length + 1);
                pairs[shape.length - 1] = width / 2;
                pairs[shape.length] = 2;
                yield vectors.reshape(pairs).flip(-1).flatten(-2, -1);
            }
        };
    }
}
