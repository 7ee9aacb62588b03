package dev.lathe.train.recipe;

import dev.lathe.algorithm.distillation.Divergence;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Chooses how a student is compared with a teacher. */
@Doc("How a student is compared with a teacher.")
public sealed interface DivergenceRecipe {
    /** Returns the divergence itself. */
    Divergence divergence();

    /** Forward. */
    @Doc("Covers all that the teacher would say.")
    record ForwardKl() implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.ForwardKl();
        }
    }

    /** Reverse. */
    @Doc("Keeps to what the teacher would say.")
    record ReverseKl() implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.ReverseKl();
        }
    }

    /** Skewed forward. */
    @Doc("Forward against a mixture with the teacher (arXiv 2402.03898).")
    record SkewedForwardKl(
            @Doc("The teacher's share of the mixture.") @Range(min = 0, max = 0.99) @Default("0.1")
            double alpha) implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.SkewedForwardKl(alpha);
        }
    }

    /** Skewed reverse. */
    @Doc("Reverse against a mixture with the student (arXiv 2402.03898).")
    record SkewedReverseKl(
            @Doc("The student's share of the mixture.") @Range(min = 0, max = 0.99) @Default("0.1")
            double alpha) implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.SkewedReverseKl(alpha);
        }
    }

    /** Jensen-Shannon. */
    @Doc("Both against their mixture (arXiv 2306.13649).")
    record JensenShannon(
            @Doc("The teacher's share of the mixture.") @Range(min = 0.01, max = 0.99) @Default("0.5")
            double beta) implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.JensenShannon(beta);
        }
    }

    /** Adaptive. */
    @Doc("Both directions, weighed by where the two differ (arXiv 2404.02657).")
    record AdaptiveKl(
            @Doc("Probability that the teacher's head covers.") @Range(min = 0.01, max = 0.99) @Default("0.5")
            double head)
            implements DivergenceRecipe {
        @Override
        public Divergence divergence() {
            return new Divergence.Adaptive(head);
        }
    }
}
