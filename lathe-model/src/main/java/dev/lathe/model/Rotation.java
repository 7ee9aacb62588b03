package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;

/** Turns pairs of numbers by an angle: rotary position embedding (Su et al., 2021, arXiv 2104.09864). */
final class Rotation {
    private Rotation() {}

    /**
     * Turns element i together with element i + E/2, as Hugging Face checkpoints have it.
     *
     * @param x {@code [..., E]}
     * @param cosines broadcastable to {@code [..., E / 2]}
     * @param sines of the same shape
     */
    static Tensor halves(Tensor x, Tensor cosines, Tensor sines) {
        long half = x.size(-1) / 2;
        Tensor first = x.narrow(-1, 0, half);
        Tensor second = x.narrow(-1, half, half);
        return Tensor.cat(
                List.of(
                        first.mul(cosines).sub(second.mul(sines)),
                        second.mul(cosines).add(first.mul(sines))),
                -1);
    }

    /** Turns element 2i together with element 2i + 1, as llama2.c has it; the shapes are those of {@link #halves}. */
    static Tensor interleaved(Tensor x, Tensor cosines, Tensor sines) {
        long[] shape = x.shape();
        long half = x.size(-1) / 2;
        long[] pairs = java.util.Arrays.copyOf(shape, shape.length + 1);
        pairs[shape.length - 1] = half;
        pairs[shape.length] = 2;
        Tensor paired = x.reshape(pairs);
        Tensor first = paired.select(-1, 0);
        Tensor second = paired.select(-1, 1);
        return Tensor.stack(
                        List.of(
                                first.mul(cosines).sub(second.mul(sines)),
                                second.mul(cosines).add(first.mul(sines))),
                        -1)
                .reshape(shape);
    }
}
