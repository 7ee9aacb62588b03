package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.nio.file.Path;

/** Chooses the policy to train. */
@Doc("The policy: made from scratch, or read from a checkpoint.")
public sealed interface PolicyRecipe {
    /** A new decoder with a tokenizer made of the environment's own words. */
    @Doc("A new decoder of the Llama family with a tokenizer made of the environment's own words.")
    record FromScratch(
            @Doc("Layers.") @Range(min = 1, max = 128) @Default("4")
            int layers,

            @Doc("Width of the residual stream.") @Range(min = 8) @Default("192")
            int hiddenSize,

            @Doc("Width of the feed-forward part.") @Range(min = 8) @Default("512")
            int intermediateSize,

            @Doc("Attention heads; they divide the width.") @Range(min = 1) @Default("6")
            int heads,

            @Doc("Heads of keys and values; they divide the heads.") @Range(min = 1) @Default("2")
            int keyValueHeads,

            @Doc("Base of the rotary positions.") @Positive @Default("10000")
            double ropeTheta)
            implements PolicyRecipe {
        public FromScratch {
            if (hiddenSize % (2 * heads) != 0) {
                throw new IllegalArgumentException(
                        "heads: must divide hidden_size (%d) into parts of even width; %d does not"
                                .formatted(hiddenSize, heads));
            }
            if (heads % keyValueHeads != 0) {
                throw new IllegalArgumentException(
                        "key_value_heads: must divide heads (%d); %d does not".formatted(heads, keyValueHeads));
            }
        }
    }

    /** A checkpoint with its own tokenizer and chat template. */
    @Doc("A checkpoint with its own tokenizer and chat template.")
    record Pretrained(
            @Doc("A GGUF file, or a folder with config.json and safetensors.")
            Path path) implements PolicyRecipe {}

    /** A student of some of a checkpoint's layers. */
    @Doc("A smaller model made of some layers of a checkpoint, evenly spread, for a student.")
    record Shrunk(
            @Doc("A GGUF file, or a folder with config.json and safetensors.")
            Path path,

            @Doc("Layers to keep, the first and the last among them.") @Range(min = 1) @Default("4")
            int layers)
            implements PolicyRecipe {}
}
