package dev.lathe.train.recipe;

import dev.lathe.algorithm.distillation.DistillationObjective;
import dev.lathe.algorithm.distillation.Support;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.nio.file.Path;
import java.util.List;

/** Says what is learned from which teachers. */
@Doc("Teachers, and how the student is compared with them.")
public record TeachingRecipe(
        @Doc("Models to learn from, with the student's tokenizer.")
        List<Teacher> teachers,

        @Doc("How distributions are compared.") @Default("{kind: forward_kl}")
        DivergenceRecipe divergence,

        @Doc("The teacher's likeliest tokens to compare over; 0 for the whole vocabulary.")
        @Range(min = 0)
        @Default("0")
        int top,

        @Doc("What becomes of all other tokens.") @Default("one_choice")
        Support.Rest rest,

        @Doc("Temperature of both distributions.") @Positive @Default("1.0")
        double temperature,

        @Doc("Share of the text's own tokens in the loss.") @Range(min = 0, max = 1) @Default("0.0")
        double imitation) {
    /** One teacher. */
    @Doc("One teacher.")
    public record Teacher(
            @Doc("A GGUF file, or a folder with config.json and safetensors.")
            Path path,

            @Doc("What it weighs.") @Positive @Default("1.0")
            double weight) {}

    public TeachingRecipe {
        if (teachers.isEmpty()) {
            throw new IllegalArgumentException("teachers: must name at least one model");
        }
    }

    /** Returns the loss itself. */
    public DistillationObjective objective() {
        Support support = top == 0 ? new Support.Vocabulary() : new Support.Top(top, rest);
        return new DistillationObjective(divergence.divergence(), support, temperature, imitation);
    }

    /** Returns what each teacher weighs. */
    public double[] weights() {
        return teachers.stream().mapToDouble(Teacher::weight).toArray();
    }
}
