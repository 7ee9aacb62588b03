package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;

/**
 * Holds a sequence to be imitated.
 *
 * @param tokens the whole sequence, {@code [length]}
 * @param positions indices of the tokens to be learned, ascending, none of them 0, {@code [learned]}
 */
public record Demonstration(int[] tokens, int[] positions) {
    /** Returns the demonstration that teaches all that the model, or whoever stood for it, wrote in an episode. */
    public static Demonstration of(Trajectory trajectory) {
        FlatTrajectory flat = FlatTrajectory.of(trajectory);
        return new Demonstration(flat.tokens(), flat.positions());
    }
}
