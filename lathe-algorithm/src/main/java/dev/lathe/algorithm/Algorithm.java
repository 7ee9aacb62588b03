package dev.lathe.algorithm;

import java.util.List;

/**
 * Describes a policy-gradient algorithm as five choices, and what goes beside them. The loss of an optimiser batch is
 * {@code sum_t w_t l_t} over the tokens that the model wrote: {@code returns} and {@code baseline} make the advantage in {@code l_t},
 * {@code weight} its ratio, {@code loss} its form, and {@code reduction} makes {@code w_t}.
 *
 * @param returns how a trajectory's advantage is credited to its chunks
 * @param baseline what its reward is compared with
 * @param weight how the policy that acted is accounted for
 * @param loss the loss of a token
 * @param reduction what a token weighs
 * @param terms penalties, bonuses, filters and corrections
 */
public record Algorithm(
        ReturnEstimator returns,
        Baseline baseline,
        ImportanceWeight weight,
        PolicyLoss loss,
        LossReduction reduction,
        Terms terms) {
    /**
     * Checks that the choices fit.
     *
     * @throws IllegalArgumentException if they do not: the message says in one line what would
     */
    public Algorithm {
        Combinations.check(returns, baseline, weight, loss);
        if (terms.resampling() != null) {
            Combinations.checkImitation(returns, baseline, loss, terms);
        }
    }

    public Algorithm(
            ReturnEstimator returns,
            Baseline baseline,
            ImportanceWeight weight,
            PolicyLoss loss,
            LossReduction reduction) {
        this(returns, baseline, weight, loss, reduction, Terms.NONE);
    }

    public Algorithm withTerms(Terms other) {
        return new Algorithm(returns, baseline, weight, loss, reduction, other);
    }

    /** Returns whether log-probabilities by the trainer, before the step, must be known: {@link ModelScores#proximal()}. */
    public boolean needsProximal() {
        return weight instanceof ImportanceWeight.Decoupled
                || !terms.correction().isNone();
    }

    /** Returns whether log-probabilities by a reference policy must be known: {@link ModelScores#reference()}. */
    public boolean needsReference() {
        return terms.lossKl() != null || (terms.rewardKl() != null && !needsDivergences());
    }

    /** Returns whether exact divergences from a reference policy must be known: {@link ModelScores#divergences()}. */
    public boolean needsDivergences() {
        RewardPenalty penalty = terms.rewardKl();
        return penalty != null && penalty.estimator() == KlEstimator.FULL;
    }

    /** Returns whether a critic's values must be known: {@link ModelScores#values()}. */
    public boolean needsCritic() {
        return baseline instanceof Baseline.Critic;
    }

    /** Returns whether chunks make a difference, so that an environment of one turn would be none for this algorithm. */
    public boolean needsChunks() {
        return weight.grain() == Grain.CHUNK
                || terms.correction().uses(Grain.CHUNK)
                || baseline instanceof Baseline.TwoLevel
                || terms.resampling() != null;
    }

    /** Returns whether the environment must tell its states apart: {@link dev.lathe.core.Chunk#state()}. */
    public boolean needsStates() {
        return baseline instanceof Baseline.TwoLevel;
    }

    /** Describes the five choices. */
    public List<Choice> choices() {
        return List.of(
                Choice.of(returns),
                Choice.of(baseline),
                Choice.of(weight),
                Choice.of(loss, weight),
                Choice.of(reduction));
    }

    /** Describes what goes beside them; nothing of what is left out. */
    public List<Choice> besides() {
        return TermChoices.of(terms);
    }

    /** Returns whether a sample whose advantages are all 0 still has a gradient. */
    public boolean learnsWithoutSignal() {
        return terms.entropy() > 0 || terms.lossKl() != null || loss instanceof PolicyLoss.Regression || needsCritic();
    }
}
