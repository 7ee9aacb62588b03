package dev.lathe.train.bench;

/**
 * Sizes the work that is measured.
 *
 * @param workers workers of training, and shards that decode
 * @param threadsPerWorker threads inside one operation
 * @param sequences sequences of a training step
 * @param time tokens of one of them
 * @param conversations conversations of a rollout
 * @param prompt tokens of a prompt
 * @param written tokens that the policy writes
 */
public record BenchShape(
        int workers, int threadsPerWorker, int sequences, int time, int conversations, int prompt, int written) {
    private static final int BATCH_FOR_LARGE = 4;
    private static final int BATCH_FOR_SMALL = 32;

    /** Returns the shape for models of many parameters, whose single operations keep all threads busy. */
    public static BenchShape large(int threads) {
        return new BenchShape(1, threads, BATCH_FOR_LARGE, 256, 2 * BATCH_FOR_LARGE, 64, 64);
    }

    /** Returns the shape for models of a few million parameters, which gain by workers side by side. */
    public static BenchShape small(int threads) {
        return new BenchShape(threads, 1, BATCH_FOR_SMALL, 256, 4 * BATCH_FOR_SMALL, 64, 64);
    }

    int threads() {
        return workers * threadsPerWorker;
    }
}
