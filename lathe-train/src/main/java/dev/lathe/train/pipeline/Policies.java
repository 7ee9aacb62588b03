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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Returns what a recipe's policy is, if its file is there; of one from scratch, without its words.
     *
     * @throws UserError if its file cannot be read
     */
    static Optional<DecoderConfig> config(PolicyRecipe policy) {
        return switch (policy) {
            case PolicyRecipe.FromScratch sizes -> Optional.of(shape(sizes, 1, 1, List.of(), OptionalInt.empty()));
            case PolicyRecipe.Pretrained(Path path) -> inspect(path);
            case PolicyRecipe.Shrunk(Path path, int layers) ->
                inspect(path)
                        .map(whole ->
                                layers <= whole.layers() && whole.plain() ? Shrinking.shrunk(whole, layers) : whole);
        };
    }

    private static Optional<DecoderConfig> inspect(Path path) {
        return Files.exists(path) ? Optional.of(Checkpoint.inspect(path).config()) : Optional.empty();
    }

    /**
     * Opens a checkpoint of a run.
     *
     * @param recipe the policy that the run began with
     * @throws UserError if it cannot be opened, or is another model's
     */
    static Policy reopen(Path checkpoint, PolicyRecipe recipe) {
        Policy policy = open(checkpoint);
        Optional<DecoderConfig> begun = config(recipe);
        if (begun.isPresent()) {
            Map<String, long[]> found = Parameters.shapes(policy.config());
            Map<String, long[]> wanted = Parameters.shapes(begun.get());
            String other = wanted.keySet().stream()
                    .filter(name -> name.startsWith("model.layers.") || recipe instanceof PolicyRecipe.Pretrained)
                    .filter(name -> !Arrays.equals(wanted.get(name), found.get(name)))
                    .findFirst()
                    .orElse(found.size() == wanted.size() ? null : "its number of layers");
            if (other != null) {
                policy.close();
                throw new UserError("%s: a checkpoint of another model than the recipe's policy: %s differs"
                        .formatted(checkpoint, other));
            }
        }
        return policy;
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
