package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Name;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/** Chooses how gradients move the parameters. */
@Doc("The optimiser.")
public sealed interface OptimizerRecipe {
    double learningRate();

    double gradientClip();

    /** AdamW with decoupled decay. */
    @Doc("AdamW with decoupled weight decay (arXiv 1711.05101).")
    @Name("adamw")
    record AdamW(
            @Doc("Highest learning rate.") @Positive @Range(max = 1) @Default("3e-4")
            double learningRate,

            @Doc("Decay of the gradients' mean.") @Range(min = 0, max = 0.9999) @Default("0.9")
            double beta1,

            @Doc("Decay of the squared gradients' mean.") @Range(min = 0, max = 0.99999) @Default("0.95")
            double beta2,

            @Doc("Weight decay of matrices.") @Range(min = 0, max = 1) @Default("0.0")
            double weightDecay,

            @Doc("Whether embeddings, and the matrix that makes predictions, decay too.") @Default("true")
            boolean decayEmbeddings,

            @Doc("Whether norms and biases decay too.") @Default("false")
            boolean decayVectors,

            @Doc("Largest norm of all gradients together.") @Positive @Default("1.0")
            double gradientClip)
            implements OptimizerRecipe {}

    /** Muon for the matrices of the layers, AdamW for the rest. */
    @Doc("Muon for the matrices of the layers, AdamW for embeddings and norms.")
    record Muon(
            @Doc("Highest learning rate of the matrices.") @Positive @Range(max = 1) @Default("0.005")
            double learningRate,

            @Doc("Rate of AdamW for the rest, as a multiple of learning_rate.") @Positive @Default("0.6")
            double restRatio,

            @Doc("Weight decay.") @Range(min = 0, max = 1) @Default("0.0")
            double weightDecay,

            @Doc("Largest norm of all gradients together.") @Positive @Default("1.0")
            double gradientClip)
            implements OptimizerRecipe {}
}
