package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Adds {@code scale * B A x} to what a projection gives. Source: Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021.
 *
 * @param a {@code [rank, in]}
 * @param b {@code [out, rank]}
 * @param scale what the product is multiplied by
 */
public record LowRank(Tensor a, Tensor b, double scale) {
    /** Returns what is added for inputs {@code [rows, in]}: {@code [rows, out]}. */
    Tensor apply(Tensor inputs) {
        return inputs.linear(a, null).linear(b, null).mul(scale);
    }

    /** Returns the change that is made of other matrices, of the same scale. */
    public LowRank map(UnaryOperator<Tensor> maker) {
        return new LowRank(maker.apply(a), maker.apply(b), scale);
    }

    /** Returns what is added to the projection's own weight: {@code [out, in]}. */
    public Tensor delta() {
        return b.matmul(a).mul(scale);
    }
}
