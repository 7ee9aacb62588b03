package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import dev.lathe.model.cpu.CpuPrecision;

/** Sizes threads and memory. Part of the result: another number of workers adds numbers in another order. */
@Doc("Threads and memory. They are part of the result: another number of workers adds in another order.")
public record ComputeRecipe(
        @Doc("Workers that train, each on its share of a batch; and shards that decode.")
        @Range(min = 1, max = 256)
        @Default("2")
        int workers,

        @Doc("Threads inside one operation of a worker.") @Range(min = 1, max = 256) @Default("1")
        int threadsPerWorker,

        @Doc("Tokens of one micro-batch; what its sequences begin with alike counts once.")
        @Range(min = 16)
        @Default("4096")
        int microBatchTokens,

        @Doc("Whether layers are computed again for their gradients: a third more work for much less memory.")
        @Default("false")
        boolean recompute,

        @Doc("Conversations that the engine holds at once, where the policy writes.") @Range(min = 1) @Default("256")
        int conversations,

        @Doc("Tokens of one conversation, where the policy writes.") @Range(min = 32) @Default("1024")
        int conversationTokens,

        @Doc(
                "What gradients are computed in; in bfloat16 the weights have float32 master copies. Only float32 adds up exactly.")
        @Default("float32")
        TrainingPrecision trainingDtype,

        @Doc("How the engine holds weights, keys and values.") @Default("float32")
        CpuPrecision rolloutDtype,

        @Doc(
                "Whether those who share a device make room for each other: the engine that writes has no memory while others train, and what AdamW remembers is in a file between steps. The same result, in more time.")
        @Default("false")
        boolean offload,

        @Doc(
                "Where training computes, and the policy writes: cpu, cuda (each process takes a device of its own) or cuda:N.")
        @Default("cpu")
        String device) {}
