package dev.lathe.core.recipe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recipe that has one of everything. */
@Doc("A small recipe.")
record Sample(
        @Doc("Decides whatever is random.") @Default("17") long seed,
        @Doc("Name of the run.") @Default("sample") String name,
        @Doc("The policy.") Model model,

        @Doc("How weights move.") @Default("{kind: adamw, learning_rate: 1e-3}")
        Optimizer optimizer,

        @Doc("Reinforcement learning; none to leave it out.") @Nullable
        Rl rl,

        @Doc("Time of the whole run.") @Positive @Default("15m")
        Duration budget,

        @Doc("Whether to write a report.") @Default("true") boolean report,
        @Doc("Text files to read.") @Default("[]") List<Path> files,

        @Doc("Share of each part.") @Range(min = 0, max = 1) @Default("[0.5, 0.5]")
        List<Double> shares) {

    @Retired(key = "heads", value = "1")
    @Doc("Its sizes.")
    record Model(
            @Doc("Layers.") @Range(min = 1, max = 64) int layers,
            @Doc("Language of its texts.") @Default("en") Language language) {}

    enum Language {
        EN,
        ZH,
        BOTH_AT_ONCE
    }

    sealed interface Optimizer permits AdamW, Muon {}

    @Name("adamw")
    record AdamW(
            @Doc("Step size.") @Positive @Range(max = 1) @Default("3e-4")
            double learningRate,

            @Doc("Weight decay.") @Range(min = 0) @Default("0.1")
            double weightDecay)
            implements Optimizer {}

    @Doc("Orthogonal updates of matrices.")
    record Muon(
            @Doc("Step size.") @Positive @Default("0.02") double learningRate,

            @Doc("Share of the old update.") @Range(min = 0, max = 1) @Default("0.95")
            double momentum)
            implements Optimizer {
        Muon {
            if (momentum == 1) {
                throw new IllegalArgumentException("momentum of 1 never moves");
            }
        }
    }

    record Rl(
            @Doc("Optimizer steps.") @Range(min = 0) @Default("100")
            int steps,

            @Doc("Attempts of one task.") @Range(min = 2) @Default("8")
            int group,

            @Doc("Clip of the gradient; none for no clipping.") @Nullable @Positive
            Double clip) {}
}
