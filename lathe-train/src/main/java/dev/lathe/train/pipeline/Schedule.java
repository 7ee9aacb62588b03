package dev.lathe.train.pipeline;

/**
 * Moves a learning rate: linearly up over the warm-up, then linearly down to a share of the highest.
 *
 * @param highest the highest rate
 * @param warmup steps of the rise
 * @param steps all steps
 * @param finalShare what is left after the last step, as a share of the highest
 */
record Schedule(double highest, int warmup, int steps, double finalShare) {
    /** Returns the rate of a step, counted from 0. */
    double rate(int step) {
        if (step < warmup) {
            return highest * (step + 1) / (warmup + 1);
        }
        double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
        return highest * (1 - progress * (1 - finalShare));
    }
}
