package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;

/**
 * Weighs the advantages of whole trajectories.
 *
 * @param difficulty whether by {@code 0.5 + 1.5 (1 - p)}, {@code p} being the mean score of the group, held in [0, 1]: what is seldom
 *     solved counts up to four times as much as what is always solved
 * @param length whether by {@code 1.5 - n / n_max}, {@code n} tokens written of at most {@code n_max} in the optimiser batch: what is
 *     short counts up to three times as much
 */
@Doc("Weights of whole trajectories.")
public record Emphasis(
        @Doc("Whether what is seldom solved counts more: 0.5 + 1.5 (1 - mean score of the group).") @Default("false")
        boolean difficulty,

        @Doc("Whether what is short counts more: 1.5 - tokens written / most tokens written.") @Default("false")
        boolean length) {
    /** Weighs all alike. */
    public static final Emphasis NONE = new Emphasis(false, false);

    double weight(double meanScore, int written, int longest) {
        double byDifficulty = difficulty ? 0.5 + 1.5 * (1 - Math.clamp(meanScore, 0.0, 1.0)) : 1;
        double byLength = length ? 1.5 - written / (double) longest : 1;
        return byDifficulty * byLength;
    }
}
