package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Learns from answers that are good or bad by themselves, without pairs. With {@code x = log pi - log ref} of an answer, summed over
 * its tokens, and the reference point {@code z}, a good answer has the loss {@code desirableWeight (1 - s(beta (x - z)))} and a bad
 * one {@code undesirableWeight (1 - s(beta (z - x)))}; {@code s} is the logistic function. {@code z} is a constant: no gradient
 * flows through it.
 *
 * @param beta positive
 * @param desirableWeight positive
 * @param undesirableWeight positive
 * @see <a href="https://arxiv.org/abs/2402.01306">Ethayarajh et al. 2024, KTO, equation 8</a>
 */
public record Kto(double beta, double desirableWeight, double undesirableWeight) {
    public Kto {
        if (!(beta > 0 && desirableWeight > 0 && undesirableWeight > 0)) {
            throw new IllegalArgumentException("KTO needs positive settings: beta %s, weights %s and %s"
                    .formatted(beta, desirableWeight, undesirableWeight));
        }
    }

    /**
     * Estimates how far the policy has moved, {@code z = max(0, mean(x))}, from answers that belong to other prompts.
     *
     * @param logRatios {@code x} of mismatched answers, one for each answer of the whole optimiser batch, in nats
     */
    public static double referencePoint(double[] logRatios) {
        double sum = 0;
        for (double logRatio : logRatios) {
            sum += logRatio;
        }
        return logRatios.length == 0 ? 0 : Math.max(0, sum / logRatios.length);
    }

    /**
     * Returns the summed loss {@code sum_i w_i l_i}, shape {@code []}, with gradient.
     *
     * @param logProbs log-probabilities in nats, {@code [tokens]}: those of each answer, in the order of the samples
     * @throws IllegalArgumentException if the sizes differ
     */
    public Tensor loss(List<AnswerSample> samples, Tensor logProbs) {
        try (Scope scope = Scope.open()) {
            Tensor above = rewards(samples, logProbs)
                    .sub(beta * AnswerSample.commonReferencePoint(samples))
                    .mul(Tensor.of(
                            samples.stream()
                                    .mapToDouble(s -> s.desirable() ? 1 : -1)
                                    .toArray(),
                            logProbs));
            Tensor weights = Tensor.of(
                    samples.stream().mapToDouble(s -> s.weight() * weight(s)).toArray(), logProbs);
            return scope.keep(above.neg().sigmoid().mul(weights).sum());
        }
    }

    /**
     * Returns means over answers: {@code reference_point}; {@code kto_accuracy}, the share of answers on their side of it.
     * {@code reward_desirable} and {@code reward_undesirable} are sums over answers of their kind, divided by all answers.
     */
    public LossStatistics statistics(List<AnswerSample> samples, Tensor logProbs) {
        try (Scope scope = Scope.open()) {
            double[] rewards = rewards(samples, logProbs.detach()).toDoubles();
            double point = AnswerSample.commonReferencePoint(samples);
            double right = 0;
            double good = 0;
            double bad = 0;
            for (int i = 0; i < rewards.length; i++) {
                boolean desirable = samples.get(i).desirable();
                right += (rewards[i] > beta * point) == desirable ? 1 : 0;
                good += desirable ? rewards[i] : 0;
                bad += desirable ? 0 : rewards[i];
            }
            Metrics sums = Metrics.of("kto_accuracy", right)
                    .with("reward_desirable", good)
                    .with("reward_undesirable", bad)
                    .with("reference_point", point * rewards.length);
            return new LossStatistics(rewards.length, sums, Metrics.NONE);
        }
    }

    private double weight(AnswerSample sample) {
        return sample.desirable() ? desirableWeight : undesirableWeight;
    }

    private Tensor rewards(List<AnswerSample> samples, Tensor logProbs) {
        long[] lengths =
                samples.stream().mapToLong(s -> s.answer().positions().length).toArray();
        Tensor reference =
                Tensor.of(samples.stream().mapToDouble(AnswerSample::reference).toArray(), logProbs);
        return AnswerSums.of(logProbs, lengths).sub(reference).mul(beta);
    }
}
