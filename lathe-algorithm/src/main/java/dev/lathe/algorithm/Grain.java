package dev.lathe.algorithm;

/**
 * Says over which tokens a ratio of two policies is taken, {@code d_t} being the difference of their log-probabilities. All tokens
 * of a grain share its ratio.
 */
public enum Grain {
    /** {@code exp(d_t)}: of each token alone. */
    TOKEN,
    /** {@code exp(mean of d over the chunk)}: the geometric mean over what the model wrote between two observations. */
    CHUNK,
    /** {@code exp(mean of d over the sequence)}: the geometric mean over all that the model wrote. */
    SEQUENCE,
    /** {@code exp(sum of d over the sequence)}: the product over all that the model wrote, the exact ratio of the two policies. */
    PRODUCT
}
