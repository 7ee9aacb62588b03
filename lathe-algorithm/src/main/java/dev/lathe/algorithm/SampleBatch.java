package dev.lathe.algorithm;

import dev.lathe.core.Metrics;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the samples of one optimiser batch.
 *
 * @param samples one per trajectory that is learned from, in the order of groups and episodes, then one per expert prefix
 * @param groups how many groups they came from
 * @param groupsWithoutSignal groups in which every advantage is 0
 * @param judged what models said, if they were asked: {@code mismatch_GRAIN_mean} and {@code _max} of the ratio of trainer to engine
 *     at each {@link Grain}; {@code reward_kl} in nats a trajectory and its {@code kl_coefficient}
 * @param next what the next batch starts from
 */
public record SampleBatch(
        List<TrainingSample> samples, int groups, int groupsWithoutSignal, Metrics judged, AlgorithmState next) {
    public SampleBatch {
        samples = List.copyOf(samples);
    }

    /** Returns how many tokens are learned, over all samples: those that no filter left out. */
    public long learned() {
        return samples.stream().mapToLong(SampleBatch::kept).sum();
    }

    /**
     * Returns the samples as a critic learns from them: all tokens alike, {@code w = 1 / N}.
     *
     * @see ValueLoss
     */
    public List<TrainingSample> valueSamples() {
        long tokens = learned();
        return samples.stream()
                .map(sample -> sample.withWeights(equalWeights(sample, tokens)))
                .toList();
    }

    /** Returns {@code groups}, {@code groups_without_signal}, {@code sequences}, {@code learned_tokens}, {@code filtered_tokens} and what models said. */
    public Metrics metrics() {
        long all = samples.stream().mapToLong(TrainingSample::learned).sum();
        Metrics metrics = Metrics.of("groups", groups)
                .with("groups_without_signal", groupsWithoutSignal)
                .with("sequences", samples.size())
                .with("learned_tokens", (double) learned());
        return metrics.with("filtered_tokens", (double) (all - learned())).with(judged);
    }

    private static float[] equalWeights(TrainingSample sample, long tokens) {
        float[] weights = new float[sample.learned()];
        Arrays.fill(weights, 1f / tokens);
        for (int t = 0; t < weights.length; t++) {
            weights[t] = sample.weights()[t] == 0 ? 0 : weights[t];
        }
        return weights;
    }

    private static long kept(TrainingSample sample) {
        long kept = 0;
        for (float weight : sample.weights()) {
            kept += weight == 0 ? 0 : 1;
        }
        return kept;
    }
}
