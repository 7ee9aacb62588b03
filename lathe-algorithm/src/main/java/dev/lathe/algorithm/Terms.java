package dev.lathe.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * Holds what goes beside the five choices of an algorithm.
 *
 * @param rewardKl penalty in the reward on leaving a reference policy; none to leave it out
 * @param lossKl penalty in the loss on leaving a reference policy; none to leave it out
 * @param entropy weight of the entropy bonus, per nat, at least 0
 * @param whiten whether the advantages of all tokens of the optimiser batch are brought to mean 0 and unbiased deviation 1
 * @param advantageClip bound of advantages, after all else; 0 for none
 * @param overlong penalty in the reward on what nearly ran out of room; none to leave it out
 * @param selection what is learned from
 * @param emphasis weights of whole trajectories
 * @param correction for what trainer and engine make of the same tokens
 * @param mixture weights of imitation and reinforcement where there are expert prefixes
 * @param resampling episodes that begin in the middle of an expert's; none to leave them out
 */
public record Terms(
        @Nullable RewardPenalty rewardKl,
        @Nullable LossPenalty lossKl,
        double entropy,
        boolean whiten,
        double advantageClip,
        @Nullable OverlongPenalty overlong,
        Selection selection,
        Emphasis emphasis,
        Correction correction,
        Mixture mixture,
        @Nullable Resampling resampling) {
    /** Holds nothing. */
    public static final Terms NONE =
            new Terms(null, null, 0, false, 0, null, Selection.ALL, Emphasis.NONE, Correction.NONE, Mixture.EVEN, null);

    public Terms {
        Checks.notNegative("entropy", entropy);
        Checks.notNegative("advantageClip", advantageClip);
    }

    public Terms withRewardKl(@Nullable RewardPenalty other) {
        return new Terms(
                other,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withLossKl(@Nullable LossPenalty other) {
        return new Terms(
                rewardKl,
                other,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withEntropy(double other) {
        return new Terms(
                rewardKl,
                lossKl,
                other,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withWhitening(boolean other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                other,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withAdvantageClip(double other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                other,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withOverlong(@Nullable OverlongPenalty other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                other,
                selection,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withSelection(Selection other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                other,
                emphasis,
                correction,
                mixture,
                resampling);
    }

    public Terms withEmphasis(Emphasis other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                other,
                correction,
                mixture,
                resampling);
    }

    public Terms withCorrection(Correction other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                other,
                mixture,
                resampling);
    }

    public Terms withMixture(Mixture other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                other,
                resampling);
    }

    public Terms withResampling(@Nullable Resampling other) {
        return new Terms(
                rewardKl,
                lossKl,
                entropy,
                whiten,
                advantageClip,
                overlong,
                selection,
                emphasis,
                correction,
                mixture,
                other);
    }
}
