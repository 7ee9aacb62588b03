package dev.lathe.algorithm;

/** Refuses choices that make no algorithm, and says what would. */
final class Combinations {
    private Combinations() {}

    static void check(ReturnEstimator returns, Baseline baseline, ImportanceWeight weight, PolicyLoss loss) {
        checkRatio(weight, loss);
        Checks.require(
                !(returns instanceof ReturnEstimator.Gae) || baseline instanceof Baseline.Critic,
                "returns: gae weighs a critic's values, and there is no critic; add baseline: critic, or use returns: tokens");
        Checks.require(
                !(baseline instanceof Baseline.Critic) || !isByChunks(returns),
                "baseline: a critic values tokens; use returns: gae or tokens with it");
        Checks.require(
                !(baseline instanceof Baseline.TwoLevel) || returns instanceof ReturnEstimator.DiscountedChunkReturn,
                "baseline: two_level compares the returns of steps; use returns: chunks with it");
    }

    /** Refuses an algorithm whose loss would not imitate an expert. */
    static void checkImitation(ReturnEstimator returns, Baseline baseline, PolicyLoss loss, Terms terms) {
        Checks.require(
                loss instanceof PolicyLoss.Topr
                        && terms.lossKl() == null
                        && !(baseline instanceof Baseline.Critic)
                        && returns instanceof ReturnEstimator.DiscountedChunkReturn,
                "resampling: an expert is imitated beside loss: topr on returns: chunks, without critic or loss_kl; use kind: ipa");
    }

    private static boolean isByChunks(ReturnEstimator returns) {
        return returns instanceof ReturnEstimator.DiscountedChunkReturn
                || returns instanceof ReturnEstimator.TrajectoryReward;
    }

    private static void checkRatio(ImportanceWeight weight, PolicyLoss loss) {
        if (loss instanceof PolicyLoss.Vanilla) {
            return;
        }
        Checks.require(
                weight.grain() != null,
                "weight: this loss needs an importance weight: without one every ratio is 1; use weight: token, or loss: vanilla");
        Checks.require(
                !(weight instanceof ImportanceWeight.Truncated),
                "weight: truncated weights hold the ratio fixed, so that there is nothing to clip; use weight: token, or loss: vanilla");
        Checks.require(
                weight.grain() == Grain.TOKEN
                        || !(loss instanceof PolicyLoss.Gmpo || loss instanceof PolicyLoss.Regression),
                "weight: this loss makes a sequence's ratio of its tokens' ratios by itself; use weight: token");
    }
}
