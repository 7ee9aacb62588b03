package dev.lathe.algorithm;

/**
 * Names an estimate of the divergence of the policy from a reference, of one token in nats; {@code d = log pi - log ref} of the token
 * that was drawn from {@code pi}.
 *
 * @see <a href="http://joschu.net/blog/kl-approx.html">Schulman 2020, Approximating KL Divergence</a>
 */
public enum KlEstimator {
    /** {@code d}: unbiased, of high variance, often negative. */
    K1,
    /** {@code d^2 / 2}: biased, of low variance; its gradient is that of the divergence. */
    K2,
    /** {@code exp(-d) - 1 + d}: unbiased and never negative. */
    K3,
    /** {@code sum_v pi(v) (log pi(v) - log ref(v))}: exact, over the whole vocabulary. */
    FULL;

    /** Returns the estimate on the host; {@code FULL} has none of a single token. */
    double of(double difference) {
        double d = Math.clamp(difference, -TokenLosses.LARGEST_LOG_RATIO, TokenLosses.LARGEST_LOG_RATIO);
        return switch (this) {
            case K1 -> d;
            case K2 -> d * d / 2;
            case K3 -> Math.exp(-d) - 1 + d;
            case FULL -> throw new IllegalStateException("the full divergence is not one of a single token");
        };
    }
}
