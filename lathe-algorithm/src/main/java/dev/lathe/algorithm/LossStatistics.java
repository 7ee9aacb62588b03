package dev.lathe.algorithm;

import dev.lathe.core.Metrics;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds sums and maxima over tokens; those of the parts of an optimiser batch add up to those of the whole.
 *
 * @param tokens how many tokens
 * @param sums by the name that their mean has
 * @param maxima by name
 */
public record LossStatistics(long tokens, Metrics sums, Metrics maxima) {
    /** Holds the statistics of no token. */
    public static final LossStatistics NONE = new LossStatistics(0, Metrics.NONE, Metrics.NONE);

    static LossStatistics supervised(TokenBatch batch) {
        double[] logProbs = host(batch.logProbs());
        double surprise = -Arrays.stream(logProbs).sum();
        return new LossStatistics(logProbs.length, Metrics.of("negative_log_likelihood", surprise), Metrics.NONE);
    }

    static LossStatistics policy(Algorithm algorithm, TokenBatch batch) {
        double[] gaps = logRatios(batch);
        double[] ratios = algorithm.weight() instanceof ImportanceWeight.Sequence
                ? exponentials(sequenceMeans(gaps, batch.lengths()))
                : exponentials(gaps);
        double[] sizes = Arrays.stream(gaps).map(Math::abs).toArray();
        Metrics sums = Metrics.of("ratio_mean", Arrays.stream(ratios).sum())
                .with(
                        "approximate_kl",
                        Arrays.stream(gaps).map(d -> Math.exp(d) - 1 - d).sum())
                .with("logprob_gap_mean", Arrays.stream(sizes).sum());
        if (algorithm.loss() instanceof PolicyLoss.Clip clip) {
            sums = sums.with("clip_fraction", stopped(clip, ratios, batch));
        }
        Metrics maxima = Metrics.of("ratio_max", Arrays.stream(ratios).max().orElse(0))
                .with("logprob_gap_max", Arrays.stream(sizes).max().orElse(0));
        return new LossStatistics(gaps.length, withOptional(sums, batch), maxima);
    }

    /** Returns the statistics of both. */
    public LossStatistics plus(LossStatistics other) {
        return new LossStatistics(
                tokens + other.tokens, merge(sums, other.sums, Double::sum), merge(maxima, other.maxima, Math::max));
    }

    /**
     * Returns means and maxima over all tokens; nothing if there are none.
     *
     * <ul>
     *   <li>{@code negative_log_likelihood}: in nats (supervised alone; all others of policies)
     *   <li>{@code ratio_mean}, {@code ratio_max}: of the ratio that the algorithm weighs by, else of the token's
     *   <li>{@code clip_fraction}: of tokens whose gradient clipping stopped
     *   <li>{@code approximate_kl}: of the policy that acted from the one trained, {@code rho - 1 - log rho}, in nats
     *   <li>{@code logprob_gap_mean}, {@code logprob_gap_max}: of {@code |log pi - log mu|} in nats; before the first optimiser
     *       step on the samples, how far engine and trainer disagree
     *   <li>{@code entropy}, {@code reference_kl}: in nats, if the batch has what they need
     * </ul>
     */
    public Metrics metrics() {
        Metrics means = Metrics.NONE;
        if (tokens > 0) {
            for (Map.Entry<String, Double> sum : sums.values().entrySet()) {
                means = means.with(sum.getKey(), sum.getValue() / tokens);
            }
        }
        return means.with(maxima);
    }

    private static double[] logRatios(TokenBatch batch) {
        double[] behaviour = host(TokenBatch.require(batch.behaviourLogProbs(), "behaviour log-probabilities"));
        double[] gaps = host(batch.logProbs());
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] -= behaviour[t];
        }
        return gaps;
    }

    private static double[] exponentials(double[] logRatios) {
        double bound = TokenLosses.LARGEST_LOG_RATIO;
        return Arrays.stream(logRatios)
                .map(d -> Math.exp(Math.clamp(d, -bound, bound)))
                .toArray();
    }

    private static double[] sequenceMeans(double[] values, long[] lengths) {
        double[] means = new double[values.length];
        int start = 0;
        for (long length : lengths) {
            int end = start + Math.toIntExact(length);
            Arrays.fill(
                    means,
                    start,
                    end,
                    Arrays.stream(values, start, end).average().orElse(0));
            start = end;
        }
        return means;
    }

    private static double stopped(PolicyLoss.Clip clip, double[] ratios, TokenBatch batch) {
        double[] advantages = host(TokenBatch.require(batch.advantages(), "advantages"));
        int stopped = 0;
        for (int t = 0; t < ratios.length; t++) {
            stopped += clip.stops(ratios[t], advantages[t]) ? 1 : 0;
        }
        return stopped;
    }

    private static Metrics withOptional(Metrics sums, TokenBatch batch) {
        @Nullable Tensor entropies = batch.entropies();
        @Nullable Tensor reference = batch.referenceLogProbs();
        Metrics all = entropies == null
                ? sums
                : sums.with("entropy", Arrays.stream(host(entropies)).sum());
        return reference == null
                ? all
                : all.with(
                        "reference_kl",
                        TokenLosses.divergence(batch.logProbs().detach(), reference)
                                .sum()
                                .item());
    }

    private static double[] host(Tensor tensor) {
        return tensor.detach().toDoubles();
    }

    private static Metrics merge(Metrics left, Metrics right, DoubleBinaryOperator operator) {
        SequencedMap<String, Double> merged = new LinkedHashMap<>(left.values());
        right.values().forEach((name, value) -> merged.merge(name, value, operator::applyAsDouble));
        return new Metrics(merged);
    }
}
