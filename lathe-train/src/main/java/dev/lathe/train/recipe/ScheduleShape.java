package dev.lathe.train.recipe;

/** Says how a learning rate goes from its highest to what is left at the end, after its rise. */
public enum ScheduleShape {
    /** Stays at the highest. */
    CONSTANT,
    /** Falls evenly. */
    LINEAR,
    /** Falls along half a wave: slowly, fast, slowly. */
    COSINE,
    /** Warms up, stays, and decays: falls evenly in the last fifth of the steps. */
    WSD
}
