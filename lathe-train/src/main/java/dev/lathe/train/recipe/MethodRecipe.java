package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/** Chooses how a model learns from data. */
@Doc("How the model learns from the data.")
public sealed interface MethodRecipe {
    /** Imitation. */
    @Doc("Imitates replies, or whole texts.")
    record Sft(
            @Doc("Whether messages marked error: true are not imitated.") @Default("true")
            boolean withoutErrors,

            @Doc("Whether messages marked relevant: false are not imitated.") @Default("true")
            boolean withoutDetours)
            implements MethodRecipe {}

    /** Pairs. */
    @Doc("Prefers the better of two answers.")
    record Preference(
            @Doc("The loss.") @Default("{kind: dpo}") LossRecipe loss) implements MethodRecipe {}

    /** Judged answers. */
    @Doc("Learns from answers that are good or bad by themselves (KTO, arXiv 2402.01306).")
    record Kto(
            @Doc("How close to the reference the policy stays.") @Positive @Default("0.1")
            double beta,

            @Doc("Weight of good answers.") @Positive @Default("1.0")
            double desirable,

            @Doc("Weight of bad answers.") @Positive @Default("1.0")
            double undesirable)
            implements MethodRecipe {}

    /** A reward model. */
    @Doc("Learns to score conversations (Bradley-Terry).")
    record Reward(
            @Doc("Weight of the squared sum of both scores, which keeps their level at 0.")
            @Range(min = 0)
            @Default("0.01")
            double centering)
            implements MethodRecipe {}

    /** Distillation. */
    @Doc("Learns from teachers on the data's texts.")
    record Distill(@Doc("What is learned from whom.") TeachingRecipe teaching) implements MethodRecipe {}

    /** On-policy distillation. */
    @Doc("Learns from teachers on texts that the student writes.")
    record OnPolicyDistill(
            @Doc("What is learned from whom.") TeachingRecipe teaching,

            @Doc("Tokens that the student writes behind a prompt.") @Range(min = 1) @Default("64")
            int turnTokens,

            @Doc("Temperature at which it writes.") @Positive @Default("1.0")
            double writing)
            implements MethodRecipe {}
}
