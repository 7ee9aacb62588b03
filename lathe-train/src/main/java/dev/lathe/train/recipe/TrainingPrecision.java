package dev.lathe.train.recipe;

import dev.lathe.tensor.DType;

/** Says in what numbers gradients are computed. */
public enum TrainingPrecision {
    /** Everything in float32. */
    FLOAT32(DType.FLOAT32),
    /** Weights, activations and gradients of one pass in bfloat16; master copies, sums and the optimiser in float32. */
    BFLOAT16(DType.BFLOAT16);

    private final DType type;

    TrainingPrecision(DType type) {
        this.type = type;
    }

    public DType type() {
        return type;
    }
}
