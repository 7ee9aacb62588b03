package dev.lathe.model;

/**
 * Says what one layer is.
 *
 * @param window how many positions a token attends to, its own included; 0 for all up to its own
 * @param rotation which table turns its queries and keys
 * @param feedForward what follows attention
 */
public record LayerChoice(int window, Rotation rotation, FeedForward feedForward) {
    /** Names the tables of a model by which queries and keys are turned. */
    public enum Rotation {
        /** The model's base, scaled as the model says. */
        GLOBAL,
        /** The base of layers that look at a window, never scaled (Gemma 3). */
        LOCAL,
        /** Nothing is turned: the layer knows no positions (SmolLM3). */
        NONE
    }

    public LayerChoice {
        if (window < 0) {
            throw new IllegalArgumentException("a window must not be negative: " + window);
        }
    }

    /** Returns a layer that attends everywhere, by the model's base, with one block of this width. */
    public static LayerChoice plain(int width) {
        return new LayerChoice(0, Rotation.GLOBAL, new FeedForward.Dense(width));
    }
}
