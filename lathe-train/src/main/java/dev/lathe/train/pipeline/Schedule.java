package dev.lathe.train.pipeline;

import dev.lathe.train.recipe.ScheduleShape;

/**
 * Moves a learning rate: linearly up over the warm-up, then down to a share of the highest. Sources: Loshchilov and Hutter, SGDR, 2017
 * (cosine); Hu et al., MiniCPM, 2024 (warm-up, stay, decay).
 *
 * @param shape how it falls
 * @param highest the highest rate
 * @param warmup steps of the rise
 * @param steps all steps
 * @param finalShare what is left after the last step, as a share of the highest
 */
record Schedule(ScheduleShape shape, double highest, int warmup, int steps, double finalShare) {
    private static final double DECAY = 0.2;

    /** Returns the rate of a step, counted from 0. */
    double rate(int step) {
        if (step < warmup) {
            return highest * (step + 1) / (warmup + 1);
        }
        double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
        return highest * (1 - fallen(progress) * (1 - finalShare));
    }

    /** Returns which part of the fall is done, 0 to 1. */
    private double fallen(double progress) {
        return switch (shape) {
            case CONSTANT -> 0;
            case LINEAR -> progress;
            case COSINE -> (1 - Math.cos(Math.PI * progress)) / 2;
            case WSD -> {
                double begin = 1 - DECAY * steps / Math.max(1, steps - warmup);
                yield Math.max(0, (progress - begin) / (1 - begin));
            }
        };
    }
}
