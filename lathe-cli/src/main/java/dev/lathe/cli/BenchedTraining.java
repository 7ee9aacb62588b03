package dev.lathe.cli;

import dev.lathe.tensor.DType;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import dev.lathe.train.recipe.TrainingPrecision;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Says which model's training is measured, and in what numbers. */
final class BenchedTraining {
    @Option(names = "--model", required = true, paramLabel = "FILE_OR_DIR", description = "Measure this model.")
    private Path model = Path.of("");

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "What gradients are computed in: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private TrainingPrecision dtype = TrainingPrecision.BFLOAT16;

    Policy open() {
        return Policies.open(model);
    }

    DType type() {
        return dtype.type();
    }
}
