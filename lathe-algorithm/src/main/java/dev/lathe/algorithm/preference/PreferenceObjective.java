package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Says what learning from pairs minimises: {@code L = sum_p w_p l_p - sum_t v_t log pi(t)}, over pairs and over the tokens of
 * their better answers. The losses of the parts of an optimiser batch, split between pairs in whatever way, add up to its loss.
 *
 * @param loss the loss of a pair
 */
public record PreferenceObjective(PreferenceLoss loss) {
    /**
     * Returns the summed loss, shape {@code []}, with gradient.
     *
     * @param logProbs log-probabilities in nats, {@code [tokens]}: of each pair, those of the better answer, then of the worse
     * @throws IllegalArgumentException if the sizes differ or a pair lacks the reference that the loss needs
     */
    public Tensor loss(List<PairSample> samples, Tensor logProbs) {
        try (Scope scope = Scope.open()) {
            PairLikelihoods pairs = likelihoods(samples, logProbs);
            Tensor preference = loss.losses(pairs).mul(column(samples, PairSample::weight, logProbs));
            Tensor imitation = pairs.chosen().mul(column(samples, PairSample::imitationWeight, logProbs));
            return scope.keep(preference.sub(imitation).sum());
        }
    }

    /**
     * Returns means over pairs: {@code pair_accuracy}, the share of pairs whose better answer has the larger implied reward;
     * {@code reward_chosen}, {@code reward_rejected} and {@code reward_margin}; {@code chosen_surprise}, nats a token of the
     * better answers.
     */
    public LossStatistics statistics(List<PairSample> samples, Tensor logProbs) {
        try (Scope scope = Scope.open()) {
            PairLikelihoods pairs = likelihoods(samples, logProbs.detach());
            double[] chosen = loss.chosenRewards(pairs).toDoubles();
            double[] rejected = loss.rejectedRewards(pairs).toDoubles();
            double right = 0;
            for (int p = 0; p < chosen.length; p++) {
                right += chosen[p] > rejected[p] ? 1 : 0;
            }
            double better = sum(chosen);
            double worse = sum(rejected);
            Metrics sums = Metrics.of("pair_accuracy", right)
                    .with("reward_chosen", better)
                    .with("reward_rejected", worse)
                    .with("reward_margin", better - worse)
                    .with("chosen_surprise", -sum(pairs.chosenMeans().toDoubles()));
            return new LossStatistics(chosen.length, sums, Metrics.NONE);
        }
    }

    PairLikelihoods likelihoods(List<PairSample> samples, Tensor logProbs) {
        Tensor sums = AnswerSums.of(logProbs, AnswerSums.lengths(samples)).reshape(samples.size(), 2);
        boolean compares = loss.needsReference();
        return new PairLikelihoods(
                sums.select(1, 0),
                sums.select(1, 1),
                column(samples, sample -> sample.pair().chosen().positions().length, logProbs),
                column(samples, sample -> sample.pair().rejected().positions().length, logProbs),
                compares ? column(samples, sample -> reference(sample).chosen(), logProbs) : null,
                compares ? column(samples, sample -> reference(sample).rejected(), logProbs) : null);
    }

    private static Pair.Reference reference(PairSample sample) {
        return sample.pair().requireReference();
    }

    private static Tensor column(List<PairSample> samples, ToDoubleFunction<PairSample> part, Tensor like) {
        return Tensor.of(samples.stream().mapToDouble(part).toArray(), like);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
