package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/**
 * Mixes imitation of an expert's crucial prefix with reinforcement on what was resampled after it:
 * {@code L = imitation L_IL + reinforcement L_RL}, {@code L_IL} having the token losses {@code -G_k log pi} (see {@link ExpertPrefix})
 * and sharing all denominators with {@code L_RL}. The paper's factor {@code pi(c)} is read as the sampling weight that {@code mu(c)}
 * is in its equation 9: it is not multiplied in.
 *
 * @param imitation weight of imitation, at least 0; at 0 no prefix is in any denominator
 * @param reinforcement weight of reinforcement, at least 0
 * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equation 10</a>
 */
@Doc("Weights of imitation on the crucial prefix and of reinforcement on what was resampled after it.")
public record Mixture(
        @Doc("Weight of imitation.") @Range(min = 0) @Default("1.0")
        double imitation,

        @Doc("Weight of reinforcement.") @Range(min = 0) @Default("1.0")
        double reinforcement) {
    /** Weighs both alike. */
    public static final Mixture EVEN = new Mixture(1, 1);

    public Mixture {
        Checks.notNegative("imitation", imitation);
        Checks.notNegative("reinforcement", reinforcement);
    }
}
