package dev.lathe.algorithm;

import dev.lathe.core.Metrics;
import java.util.List;

/**
 * Holds the samples of one optimiser batch.
 *
 * @param samples one per trajectory in which the model wrote something, in the order of groups and episodes
 * @param groups how many groups they came from
 * @param groupsWithoutSignal groups in which every advantage is 0
 */
public record SampleBatch(List<TrainingSample> samples, int groups, int groupsWithoutSignal) {
    public SampleBatch {
        samples = List.copyOf(samples);
    }

    /** Returns how many tokens are learned, over all samples. */
    public long learned() {
        return samples.stream().mapToLong(TrainingSample::learned).sum();
    }

    /** Returns {@code groups}, {@code groups_without_signal}, {@code sequences} and {@code learned_tokens}. */
    public Metrics metrics() {
        return Metrics.of("groups", groups)
                .with("groups_without_signal", groupsWithoutSignal)
                .with("sequences", samples.size())
                .with("learned_tokens", (double) learned());
    }
}
