package dev.lathe.train.recipe;

import dev.lathe.algorithm.preference.PreferenceLoss;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Name;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/** Chooses the loss of a pair of answers. */
@Doc("The loss of a pair of answers.")
public sealed interface LossRecipe {
    /** Returns the loss itself. */
    PreferenceLoss loss();

    /** Returns what the imitation of the better answers weighs beside it. */
    default double imitation() {
        return 0;
    }

    /** DPO, and conservative DPO where there is noise. */
    @Doc("DPO (arXiv 2305.18290); with noise above 0, conservative DPO.")
    record Dpo(
            @Doc("How close to the reference the policy stays.") @Positive @Default("0.1")
            double beta,

            @Doc("Probability that a preference is the wrong way round.") @Range(min = 0, max = 0.49) @Default("0.0")
            double noise,

            @Doc("What the imitation of the better answers weighs beside it.") @Range(min = 0) @Default("0.0")
            double imitation)
            implements LossRecipe {
        @Override
        public PreferenceLoss loss() {
            return new PreferenceLoss.Dpo(beta, noise);
        }
    }

    /** IPO. */
    @Doc("IPO (arXiv 2310.12036): a finite gap between the answers.")
    record Ipo(
            @Doc("Half of one over the gap.") @Positive @Default("0.1")
            double beta,

            @Doc("Whether answers count by their mean over tokens.") @Default("true")
            boolean perToken)
            implements LossRecipe {
        @Override
        public PreferenceLoss loss() {
            return new PreferenceLoss.Ipo(beta, perToken);
        }
    }

    /** ORPO. */
    @Doc("ORPO (arXiv 2403.07691): imitation and odds, without a reference.")
    record Orpo(
            @Doc("What the odds weigh beside the imitation.") @Positive @Default("0.1")
            double weight) implements LossRecipe {
        @Override
        public PreferenceLoss loss() {
            return new PreferenceLoss.OddsRatio(weight);
        }

        @Override
        public double imitation() {
            return 1;
        }
    }

    /** SimPO. */
    @Doc("SimPO (arXiv 2405.14734): means over tokens with a margin, without a reference.")
    @Name("simpo")
    record SimPo(
            @Doc("Scale of the means.") @Positive @Default("2.0")
            double beta,

            @Doc("The margin asked for.") @Range(min = 0) @Default("1.0")
            double margin)
            implements LossRecipe {
        @Override
        public PreferenceLoss loss() {
            return new PreferenceLoss.SimPo(beta, margin);
        }
    }
}
