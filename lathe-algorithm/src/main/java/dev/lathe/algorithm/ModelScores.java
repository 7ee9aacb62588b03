package dev.lathe.algorithm;

import java.util.function.UnaryOperator;

/**
 * Holds what models say of the learned tokens of one sequence before the optimiser step. Each is {@code [learned]}, or empty where
 * nobody asked.
 *
 * @param proximal log-probabilities in nats by the policy that the step starts from, as the trainer computes them
 * @param reference log-probabilities in nats by the reference policy
 * @param divergences of the policy that the step starts from and the reference, over the whole vocabulary, in nats
 * @param values what the critic expects before each token, in units of reward
 */
public record ModelScores(float[] proximal, float[] reference, float[] divergences, float[] values) {
    private static final float[] EMPTY = {};

    /** Nobody asked. */
    public static final ModelScores NONE = new ModelScores(EMPTY, EMPTY, EMPTY, EMPTY);

    public ModelScores withProximal(float[] other) {
        return new ModelScores(other, reference, divergences, values);
    }

    public ModelScores withReference(float[] other) {
        return new ModelScores(proximal, other, divergences, values);
    }

    public ModelScores withDivergences(float[] other) {
        return new ModelScores(proximal, reference, other, values);
    }

    public ModelScores withValues(float[] other) {
        return new ModelScores(proximal, reference, divergences, other);
    }

    ModelScores map(UnaryOperator<float[]> change) {
        return new ModelScores(
                change.apply(proximal), change.apply(reference), change.apply(divergences), change.apply(values));
    }

    /** Returns a column. @throws IllegalArgumentException if it has not one number for each learned token */
    static float[] require(float[] column, int learned, String name) {
        Checks.require(
                column.length == learned,
                "this algorithm needs %s of %s learned tokens, not of %s",
                name,
                learned,
                column.length);
        return column;
    }
}
