package dev.lathe.train.pipeline;

import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.SpecialTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.model.tokenizer.WordTokenizer;
import dev.lathe.train.recipe.PolicyRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Makes policies, new or from checkpoints. */
public final class Policies {
    private static final double NORM_EPSILON = 1e-5;

    private Policies() {}

    /**
     * Returns the policy that a recipe asks for.
     *
     * @param vocabulary the words that a tokenizer from scratch must know
     * @throws UserError if the checkpoint cannot be opened
     * @throws IllegalArgumentException if a policy from scratch has no words to begin with
     */
    public static Policy of(PolicyRecipe recipe, List<String> vocabulary, int maxTokens, long seed) {
        return switch (recipe) {
            case PolicyRecipe.FromScratch sizes -> fromScratch(sizes, vocabulary, maxTokens, seed);
            case PolicyRecipe.Pretrained(Path path) -> open(path);
            case PolicyRecipe.Shrunk(Path path, int layers) -> Shrinking.of(open(path), layers);
        };
    }

    /**
     * Opens a GGUF file or a Hugging Face folder.
     *
     * @throws UserError if it is missing, damaged or of an unknown architecture
     */
    public static Policy open(Path path) {
        Checkpoint checkpoint = Checkpoint.open(path);
        return Policy.of(
                checkpoint.config(),
                checkpoint.parameters(),
                checkpoint.tokenizer(),
                checkpoint.chatTemplate().orElseThrow(() -> new UserError(path + ": has no chat template")));
    }

    private static Policy fromScratch(
            PolicyRecipe.FromScratch sizes, List<String> vocabulary, int maxTokens, long seed) {
        if (vocabulary.isEmpty()) {
            throw new IllegalArgumentException("a policy from scratch needs words");
        }
        SpecialTokens specials = SpecialTokens.CHAT;
        Tokenizer tokenizer = Tokenizer.ofJson(WordTokenizer.json(vocabulary, specials));
        ChatTemplate template = ChatTemplate.of(SpecialTokens.CHAT_TEMPLATE, null, specials.endOfTurn());
        DecoderConfig config = shape(
                sizes,
                tokenizer.vocabSize(),
                maxTokens,
                List.of(tokenizer.idOf(specials.endOfTurn()).orElseThrow()),
                tokenizer.idOf(specials.padding()));
        return Policy.of(config, Parameters.initialize(config, Seeds.of(seed, "parameters")), tokenizer, template);
    }

    /** Returns what a policy from scratch is. */
    static DecoderConfig shape(
            PolicyRecipe.FromScratch sizes, int words, int maxTokens, List<Integer> ends, OptionalInt padding) {
        return new DecoderConfig(
                words,
                sizes.hiddenSize(),
                sizes.intermediateSize(),
                sizes.layers(),
                sizes.heads(),
                sizes.keyValueHeads(),
                sizes.hiddenSize() / sizes.heads(),
                NORM_EPSILON,
                sizes.ropeTheta(),
                false,
                true,
                false,
                false,
                maxTokens,
                OptionalInt.empty(),
                ends,
                padding);
    }
}
