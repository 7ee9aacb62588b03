package dev.lathe.train.pipeline;

import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.recipe.ComputeRecipe;
import java.nio.file.Path;

/** Sizes engines as recipes say. */
final class EngineSizes {
    private EngineSizes() {}

    static TrainingOptions training(ComputeRecipe compute) {
        return new TrainingOptions(
                compute.workers(),
                compute.threadsPerWorker(),
                compute.microBatchTokens(),
                compute.recompute(),
                compute.trainingDtype().type(),
                compute.offload() ? Path.of(System.getProperty("java.io.tmpdir")) : null);
    }
}
