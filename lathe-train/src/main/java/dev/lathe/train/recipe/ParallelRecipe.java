package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Spreads training over processes of one host. */
@Doc("How training is spread over processes of this host: as many as the product of these numbers. Lathe starts them.")
public record ParallelRecipe(
        @Doc("Processes with different sequences of a batch.") @Range(min = 1, max = 1024) @Default("1")
        int data,

        @Doc("What each of those has a share of, rather than a copy.") @Default("none")
        Shard shard,

        @Doc("Processes that share the heads and columns of every layer.") @Range(min = 1, max = 1024) @Default("1")
        int tensor,

        @Doc("Processes with different stretches of the same sequences.") @Range(min = 1, max = 1024) @Default("1")
        int sequence,

        @Doc("Processes with different layers.") @Range(min = 1, max = 1024) @Default("1")
        int pipeline,

        @Doc("Processes with different experts of every layer that has some.") @Range(min = 1, max = 1024) @Default("1")
        int expert) {
    private static final int MOST = 1024;

    /** Names what the processes with different sequences divide among them. */
    public enum Shard {
        /** Nothing: each has all. */
        NONE,
        /** What the optimiser remembers (ZeRO-1, arXiv 1910.02054). */
        OPTIMIZER,
        /** That and the parameters of the layers, which are gathered while a layer is computed (ZeRO-3). */
        PARAMETERS
    }

    public ParallelRecipe {
        if ((long) data * tensor * sequence * pipeline > MOST / expert) {
            throw new IllegalArgumentException("tensor: at most %d processes in all".formatted(MOST));
        }
        if (shard != Shard.NONE && data == 1) {
            throw new IllegalArgumentException("shard: there is nobody to share with; needs a data of at least 2");
        }
    }

    /** Tells whether processes wait for each other before a batch's gradients are there, rather than only then. */
    public boolean talksWithinSteps() {
        return shard == Shard.PARAMETERS || processes() > data;
    }

    /** Returns how many processes there are. */
    public int processes() {
        return data * tensor * sequence * pipeline * expert;
    }
}
