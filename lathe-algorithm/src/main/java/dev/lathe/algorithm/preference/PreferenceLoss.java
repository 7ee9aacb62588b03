package dev.lathe.algorithm.preference;

import dev.lathe.tensor.Tensor;

/**
 * Chooses the loss of one pair of answers, of which {@code c} was preferred to {@code r}. {@code pi} and {@code ref} are the
 * log-probabilities of an answer under the policy that is trained and under the reference, summed over its {@code |.|} tokens;
 * {@code s} is the logistic function.
 */
public sealed interface PreferenceLoss {
    /**
     * Prefers as the Bradley-Terry model of the implicit rewards {@code beta (pi - ref)} does:
     * {@code l = -(1 - noise) log s(beta d) - noise log s(-beta d)}, {@code d = (pi_c - ref_c) - (pi_r - ref_r)}.
     *
     * @param beta positive; the larger, the closer to the reference
     * @param noise probability in [0, 0.5) that a preference is the wrong way round; above 0 this is conservative DPO
     * @see <a href="https://arxiv.org/abs/2305.18290">Rafailov et al. 2023, Direct Preference Optimization</a>
     * @see <a href="https://ericmitchell.ai/cdpo.pdf">Mitchell 2023, A note on DPO with noisy preferences</a>
     */
    record Dpo(double beta, double noise) implements PreferenceLoss {
        public Dpo {
            requirePositive("beta", beta);
            if (!(noise >= 0 && noise < 0.5)) {
                throw new IllegalArgumentException("noise must be in [0, 0.5), not " + noise);
            }
        }
    }

    /**
     * Pulls the log-ratio to a finite gap, so that sure preferences do not drive the policy away:
     * {@code l = (d - 1 / (2 beta))^2}, {@code d} as for DPO, or of means over tokens in place of sums.
     *
     * @param beta positive; {@code 1 / (2 beta)} is the gap
     * @param perToken whether answers count by their mean over tokens
     * @see <a href="https://arxiv.org/abs/2310.12036">Azar et al. 2023, A General Theoretical Paradigm, equation 17</a>
     */
    record Ipo(double beta, boolean perToken) implements PreferenceLoss {
        public Ipo {
            requirePositive("beta", beta);
        }
    }

    /**
     * Raises the odds of the better answer over those of the worse, without a reference: {@code l = -weight log s(o_c - o_r)},
     * {@code o = m - log(1 - exp m)}, {@code m = pi / |.|}. With the imitation of the better answers beside it, this is ORPO.
     *
     * @param weight positive
     * @see <a href="https://arxiv.org/abs/2403.07691">Hong et al. 2024, ORPO, equations 6 and 7</a>
     */
    record OddsRatio(double weight) implements PreferenceLoss {
        public OddsRatio {
            requirePositive("weight", weight);
        }
    }

    /**
     * Prefers by the mean over tokens and asks for a margin, without a reference:
     * {@code l = -log s(beta (pi_c / |c| - pi_r / |r|) - margin)}.
     *
     * @param beta positive
     * @param margin at least 0
     * @see <a href="https://arxiv.org/abs/2405.14734">Meng et al. 2024, SimPO, equation 6</a>
     */
    record SimPo(double beta, double margin) implements PreferenceLoss {
        public SimPo {
            requirePositive("beta", beta);
            if (!(margin >= 0)) {
                throw new IllegalArgumentException("margin must not be negative, not " + margin);
            }
        }
    }

    /** Returns whether the reference policy's log-probabilities must be there. */
    default boolean needsReference() {
        return switch (this) {
            case Dpo dpo -> true;
            case Ipo ipo -> true;
            case OddsRatio odds -> false;
            case SimPo simPo -> false;
        };
    }

    /**
     * Returns the loss of each pair, {@code [pairs]}, with gradient.
     *
     * @throws IllegalArgumentException if the pairs lack the reference that this loss needs
     */
    default Tensor losses(PairLikelihoods pairs) {
        return switch (this) {
            case Dpo(double beta, double noise) -> {
                Tensor margins = chosenRewards(pairs).sub(rejectedRewards(pairs));
                yield minusLogSigmoid(margins)
                        .mul(1 - noise)
                        .add(minusLogSigmoid(margins.neg()).mul(noise));
            }
            case Ipo(double beta, boolean perToken) -> {
                Tensor gaps = chosenRewards(pairs).sub(rejectedRewards(pairs)).div(beta);
                yield gaps.sub(1 / (2 * beta)).square();
            }
            case OddsRatio(double weight) ->
                minusLogSigmoid(logOdds(pairs.chosenMeans()).sub(logOdds(pairs.rejectedMeans())))
                        .mul(weight);
            case SimPo(double beta, double margin) ->
                minusLogSigmoid(chosenRewards(pairs).sub(rejectedRewards(pairs)).sub(margin));
        };
    }

    /** Returns the rewards of the better answers that the policy implies, {@code [pairs]}. */
    default Tensor chosenRewards(PairLikelihoods pairs) {
        return switch (this) {
            case Dpo(double beta, double noise) -> pairs.chosenLogRatios().mul(beta);
            case Ipo(double beta, boolean perToken) ->
                (perToken ? pairs.chosenLogRatios().div(pairs.chosenLengths()) : pairs.chosenLogRatios()).mul(beta);
            case OddsRatio(double weight) -> pairs.chosenMeans().mul(weight);
            case SimPo(double beta, double margin) -> pairs.chosenMeans().mul(beta);
        };
    }

    /** Returns the rewards of the worse answers that the policy implies, {@code [pairs]}. */
    default Tensor rejectedRewards(PairLikelihoods pairs) {
        return chosenRewards(pairs.swapped());
    }

    private static Tensor minusLogSigmoid(Tensor x) {
        return x.neg().softplus();
    }

    /** Computes {@code m - log(1 - exp m)}; a mean closer to 0 than 1e-6 counts as 1e-6 below it, so that its odds stay finite. */
    private static Tensor logOdds(Tensor means) {
        Tensor bounded = means.clamp(Double.NEGATIVE_INFINITY, -1e-6);
        return bounded.sub(bounded.exp().neg().log1p());
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("%s must be positive, not %s".formatted(name, value));
        }
    }
}
