package dev.lathe.train.recipe;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Baseline;
import dev.lathe.algorithm.Correction;
import dev.lathe.algorithm.Emphasis;
import dev.lathe.algorithm.ImportanceWeight;
import dev.lathe.algorithm.LossPenalty;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Mixture;
import dev.lathe.algorithm.OverlongPenalty;
import dev.lathe.algorithm.PolicyLoss;
import dev.lathe.algorithm.Resampling;
import dev.lathe.algorithm.ReturnEstimator;
import dev.lathe.algorithm.RewardPenalty;
import dev.lathe.algorithm.Selection;
import dev.lathe.algorithm.Terms;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import org.jspecify.annotations.Nullable;

/** Chooses an algorithm by name, and overrides single choices of it. */
@Doc(
        "The algorithm, by its name alone or with single choices overridden; `lathe algorithms show NAME` prints all of them.")
public record AlgorithmRecipe(
        @Doc("Its name; `lathe algorithms` lists them.") @Default("grpo")
        String kind,

        @Doc("How a reward is credited to what the model wrote.") @Nullable
        ReturnEstimator returns,

        @Doc("What a reward is compared with.") @Nullable Baseline baseline,

        @Doc("How the policy that acted is accounted for.") @Nullable
        ImportanceWeight weight,

        @Doc("The loss of a token.") @Nullable PolicyLoss loss,
        @Doc("What a token weighs in the loss.") @Nullable LossReduction reduction,

        @Doc("Lower bound of the loss's clip.") @Nullable @Positive
        Double clipLow,

        @Doc("Upper bound of the loss's clip.") @Nullable @Positive
        Double clipHigh,

        @Doc("A penalty in the reward on leaving the policy that reinforcement starts from.") @Nullable
        RewardPenalty rewardKl,

        @Doc("A penalty in the loss on leaving the policy that reinforcement starts from.") @Nullable
        LossPenalty lossKl,

        @Doc("Whether the advantages of all tokens of a step are brought to mean 0 and deviation 1.") @Nullable
        Boolean whiten,

        @Doc("Bound of advantages.") @Nullable @Positive Double advantageClip,

        @Doc("A penalty in the reward on what nearly ran out of room.") @Nullable
        OverlongPenalty overlong,

        @Doc("What is learned from.") @Nullable Selection selection,
        @Doc("Weights of whole trajectories.") @Nullable Emphasis emphasis,

        @Doc("A correction for what trainer and engine make of the same tokens.") @Nullable
        Correction correction,

        @Doc("Weights of imitation and reinforcement where a prefix is imitated.") @Nullable
        Mixture mixture,

        @Doc(
                "Episodes that begin in the middle of an expert's, and imitation of the expert up to its crucial chunk; for ipa, where the environment has turns.")
        @Nullable
        Resampling resampling) {
    private static final int ANY_LENGTH = 1;

    /**
     * Checks the name and that the choices fit.
     *
     * @throws IllegalArgumentException if they do not
     */
    public AlgorithmRecipe {
        if (!Algorithms.names().contains(kind)) {
            throw new IllegalArgumentException(
                    "kind: must be one of %s, not %s".formatted(String.join(", ", Algorithms.names()), kind));
        }
        overridden(
                Algorithms.named(kind, ANY_LENGTH),
                returns,
                baseline,
                weight,
                clipped(loss, kind, clipLow, clipHigh),
                reduction);
    }

    /** Returns what an algorithm would have in a recipe in which nothing is left to its name. */
    public static AlgorithmRecipe of(String name, Algorithm algorithm) {
        Terms terms = algorithm.terms();
        return new AlgorithmRecipe(
                name,
                algorithm.returns(),
                algorithm.baseline(),
                algorithm.weight(),
                algorithm.loss(),
                algorithm.reduction(),
                null,
                null,
                terms.rewardKl(),
                terms.lossKl(),
                terms.whiten(),
                terms.advantageClip() > 0 ? terms.advantageClip() : null,
                terms.overlong(),
                terms.selection(),
                terms.emphasis(),
                terms.correction(),
                terms.mixture(),
                terms.resampling());
    }

    /**
     * Returns the algorithm.
     *
     * @param maxTokens the most tokens that the model can write in an episode
     */
    public Algorithm algorithm(int maxTokens) {
        Algorithm named = Algorithms.named(kind, maxTokens);
        return overridden(named, returns, baseline, weight, clipped(loss, kind, clipLow, clipHigh), reduction)
                .withTerms(terms(named.terms()));
    }

    private static Algorithm overridden(
            Algorithm named,
            @Nullable ReturnEstimator returns,
            @Nullable Baseline baseline,
            @Nullable ImportanceWeight weight,
            PolicyLoss loss,
            @Nullable LossReduction reduction) {
        return new Algorithm(
                or(returns, named.returns()),
                or(baseline, named.baseline()),
                or(weight, named.weight()),
                loss,
                or(reduction, named.reduction()));
    }

    private Terms terms(Terms named) {
        return new Terms(
                rewardKl == null ? named.rewardKl() : rewardKl,
                lossKl == null ? named.lossKl() : lossKl,
                named.entropy(),
                or(whiten, named.whiten()),
                or(advantageClip, named.advantageClip()),
                overlong == null ? named.overlong() : overlong,
                or(selection, named.selection()),
                or(emphasis, named.emphasis()),
                or(correction, named.correction()),
                or(mixture, named.mixture()),
                resampling == null ? named.resampling() : resampling);
    }

    private static PolicyLoss clipped(
            @Nullable PolicyLoss given, String kind, @Nullable Double low, @Nullable Double high) {
        PolicyLoss loss = or(given, Algorithms.named(kind, ANY_LENGTH).loss());
        if (low == null && high == null) {
            return loss;
        }
        return switch (loss) {
            case PolicyLoss.Clip clip -> new PolicyLoss.Clip(or(low, clip.low()), or(high, clip.high()), clip.dual());
            case PolicyLoss.Cispo cispo -> new PolicyLoss.Cispo(or(low, cispo.low()), or(high, cispo.high()));
            case PolicyLoss.Gmpo gmpo -> new PolicyLoss.Gmpo(or(low, gmpo.low()), or(high, gmpo.high()));
            default ->
                throw new IllegalArgumentException(
                        "clip_low and clip_high: the loss of %s has no clip; leave them out, or use loss: clip"
                                .formatted(kind));
        };
    }

    private static <V> V or(@Nullable V given, V named) {
        return given == null ? named : given;
    }
}
