package dev.lathe.algorithm.preference;

import dev.lathe.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Holds how likely some pairs of answers are: log-probabilities in nats, summed over the tokens of an answer. All tensors are
 * {@code [pairs]}, of one type and on one device; only {@code chosen} and {@code rejected} need a gradient.
 *
 * @param chosen of the better answers, under the policy that is trained
 * @param rejected of the worse answers, under the policy that is trained
 * @param chosenLengths tokens of the better answers
 * @param rejectedLengths tokens of the worse answers
 * @param referenceChosen of the better answers, under the reference policy, where a loss asks for it
 * @param referenceRejected of the worse answers, under the reference policy, where a loss asks for it
 */
public record PairLikelihoods(
        Tensor chosen,
        Tensor rejected,
        Tensor chosenLengths,
        Tensor rejectedLengths,
        @Nullable Tensor referenceChosen,
        @Nullable Tensor referenceRejected) {

    /** Returns {@code log pi(chosen) - log ref(chosen)}. */
    Tensor chosenLogRatios() {
        return chosen.sub(require(referenceChosen));
    }

    Tensor chosenMeans() {
        return chosen.div(chosenLengths);
    }

    Tensor rejectedMeans() {
        return rejected.div(rejectedLengths);
    }

    /** Returns the pairs the wrong way round. */
    // exchanging the two is the purpose
    @SuppressWarnings("ArgumentSelectionDefectChecker")
    PairLikelihoods swapped() {
        return new PairLikelihoods(
                rejected, chosen, rejectedLengths, chosenLengths, referenceRejected, referenceChosen);
    }

    private static Tensor require(@Nullable Tensor reference) {
        if (reference == null) {
            throw new IllegalArgumentException("this loss needs a reference policy, of which the pairs hold nothing");
        }
        return reference;
    }
}
