package dev.lathe.train.pipeline;

import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.recipe.ComputeRecipe;

/** Sizes engines as recipes say. */
final class EngineSizes {
    private EngineSizes() {}

    static TrainingOptions training(ComputeRecipe compute) {
        return new TrainingOptions(
                compute.workers(),
                compute.threadsPerWorker(),
                compute.microBatchTokens(),
                compute.recompute(),
                compute.trainingDtype().type());
    }
}
