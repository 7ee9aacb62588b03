package dev.lathe.algorithm;

/** Chooses the loss of one token from its ratio {@code rho}, its advantage {@code A} and its log-probability. */
public sealed interface PolicyLoss {
    /**
     * Weighs the policy gradient: {@code l = -rho A}, or {@code l = -A log pi} without importance weights; on fresh samples
     * both have the gradient of REINFORCE.
     *
     * @see <a href="https://doi.org/10.1007/BF00992696">Williams 1992</a>
     */
    record Vanilla() implements PolicyLoss {}

    /**
     * Stops pushing a token once it has moved far: {@code l = -min(rho A, clip(rho, 1 - low, 1 + high) A)}.
     *
     * @param low in (0, 1)
     * @param high positive; larger than {@code low} for clip-higher
     * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017, equation 7</a>
     */
    record Clip(double low, double high) implements PolicyLoss {
        public Clip {
            if (!(low > 0 && low < 1 && high > 0)) {
                throw new IllegalArgumentException(
                        "clipping needs 0 < low < 1 and 0 < high, not %s and %s".formatted(low, high));
            }
        }

        /** Returns whether the clipped branch is the smaller one, so that the token has no gradient. */
        boolean stops(double ratio, double advantage) {
            return advantage > 0 ? ratio > 1 + high : advantage < 0 && ratio < 1 - low;
        }
    }
}
