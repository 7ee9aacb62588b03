package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/** Names what gates a feed-forward block. Source: Shazeer, GLU Variants Improve Transformer, 2020. */
public enum Activation {
    /** {@code x / (1 + exp(-x))}. */
    SILU,
    /** The approximation of GELU by tanh. */
    GELU_TANH;

    Tensor apply(Tensor x) {
        return switch (this) {
            case SILU -> x.silu();
            case GELU_TANH -> x.geluTanh();
        };
    }
}
