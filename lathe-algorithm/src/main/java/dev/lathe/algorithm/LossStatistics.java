package dev.lathe.algorithm;

import dev.lathe.core.Metrics;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Holds sums and maxima over tokens; those of the parts of an optimiser batch add up to those of the whole.
 *
 * @param tokens how many tokens the means are over
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
        double[] ratios = ratios(algorithm.weight(), batch, gaps);
        int[] acted = IntStream.range(0, gaps.length)
                .filter(t -> !Double.isNaN(gaps[t]))
                .toArray();
        Metrics sums = Metrics.of("ratio_mean", sum(acted, t -> ratios[t]))
                .with("approximate_kl", sum(acted, t -> Math.exp(gaps[t]) - 1 - gaps[t]))
                .with("logprob_gap_mean", sum(acted, t -> Math.abs(gaps[t])));
        if (algorithm.loss() instanceof PolicyLoss.Clip clip) {
            sums = sums.with("clip_fraction", stopped(clip, ratios, batch));
        }
        Metrics maxima = Metrics.of("ratio_max", max(acted, t -> ratios[t]))
                .with("logprob_gap_max", max(acted, t -> Math.abs(gaps[t])));
        return new LossStatistics(acted.length, withOptional(sums, acted, batch), maxima);
    }

    private static double[] ratios(ImportanceWeight weight, TokenBatch batch, double[] gaps) {
        Grain grain = weight.grain();
        double[] differences = weight instanceof ImportanceWeight.Decoupled
                ? host(batch.logProbs()
                        .sub(TokenBatch.require(batch.proximalLogProbs(), "log-probabilities by the trainer")))
                : gaps;
        return HostRatios.of(grain == null ? Grain.TOKEN : grain, differences, batch.chunks(), batch.lengths());
    }

    /** Returns the statistics of both. */
    public LossStatistics plus(LossStatistics other) {
        return new LossStatistics(
                tokens + other.tokens, merge(sums, other.sums, Double::sum), merge(maxima, other.maxima, Math::max));
    }

    /**
     * Returns means and maxima over all tokens; nothing if there are none. Of a policy these are the tokens that it wrote itself, not
     * those of an expert that it imitates.
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
        double[] behavior = host(TokenBatch.require(batch.behaviorLogProbs(), "behaviour log-probabilities"));
        double[] gaps = host(batch.logProbs());
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] -= behavior[t];
        }
        return gaps;
    }

    private static double stopped(PolicyLoss.Clip clip, double[] ratios, TokenBatch batch) {
        double[] advantages = host(TokenBatch.require(batch.advantages(), "advantages"));
        int stopped = 0;
        for (int t = 0; t < ratios.length; t++) {
            stopped += clip.stops(ratios[t], advantages[t]) ? 1 : 0;
        }
        return stopped;
    }

    private static Metrics withOptional(Metrics sums, int[] acted, TokenBatch batch) {
        Metrics all = sums;
        if (batch.entropies() != null) {
            double[] entropies = host(batch.entropies());
            all = all.with("entropy", sum(acted, t -> entropies[t]));
        }
        if (batch.referenceLogProbs() != null) {
            double[] divergences =
                    host(TokenLosses.divergence(KlEstimator.K3, batch.logProbs().detach(), batch.referenceLogProbs()));
            all = all.with("reference_kl", sum(acted, t -> divergences[t]));
        }
        return all;
    }

    private static double sum(int[] tokens, IntToDoubleFunction value) {
        return Arrays.stream(tokens).mapToDouble(value).sum();
    }

    private static double max(int[] tokens, IntToDoubleFunction value) {
        return Arrays.stream(tokens).mapToDouble(value).max().orElse(0);
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
