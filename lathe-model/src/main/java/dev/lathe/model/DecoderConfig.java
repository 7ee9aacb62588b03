package dev.lathe.model;

import dev.lathe.tensor.AttentionRule;
import java.util.List;
import java.util.OptionalInt;

/**
 * Describes a decoder-only transformer with RMSNorm, rotary positions, grouped-query attention and gated feed-forward blocks. What the
 * families differ in are values of this record.
 *
 * @param vocabSize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width inside the feed-forward block of a dense layer
 * @param layers number of blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads; a divisor of {@code heads}
 * @param headDim width of one head
 * @param rmsNormEps added to the mean square before the root
 * @param ropeTheta base of the rotary frequencies
 * @param ropeInterleaved whether a rotated pair is (2i, 2i + 1); else it is (i, i + headDim / 2), as in Hugging Face checkpoints
 * @param tiedEmbeddings whether the head is the embedding
 * @param qkvBias whether the query, key and value projections have a bias (Qwen2)
 * @param qkNorm whether queries and keys pass an RMSNorm per head before rotation (Qwen3)
 * @param maxPositions positions that the model was trained for
 * @param bosToken the token that begins a text, if there is one
 * @param eosTokens the tokens that end a turn or a text
 * @param padToken the token that fills up, if there is one
 * @param choices what each layer is, and where the model differs from Llama 2
 */
public record DecoderConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        double rmsNormEps,
        double ropeTheta,
        boolean ropeInterleaved,
        boolean tiedEmbeddings,
        boolean qkvBias,
        boolean qkNorm,
        int maxPositions,
        OptionalInt bosToken,
        List<Integer> eosTokens,
        OptionalInt padToken,
        DecoderChoices choices) {

    public DecoderConfig {
        requirePositive("vocabSize", vocabSize);
        requirePositive("hiddenSize", hiddenSize);
        requirePositive("intermediateSize", intermediateSize);
        requirePositive("layers", layers);
        requirePositive("heads", heads);
        requirePositive("keyValueHeads", keyValueHeads);
        requirePositive("headDim", headDim);
        requirePositive("maxPositions", maxPositions);
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "heads (%d) must be a multiple of keyValueHeads (%d)".formatted(heads, keyValueHeads));
        }
        if (choices.layers().size() != layers) {
            throw new IllegalArgumentException(
                    "%d layers are described, not %d".formatted(choices.layers().size(), layers));
        }
        if (headDim % 2 != 0) {
            throw new IllegalArgumentException("headDim must be even: " + headDim);
        }
        if (!(rmsNormEps > 0) || !(ropeTheta > 0)) {
            throw new IllegalArgumentException(
                    "rmsNormEps and ropeTheta must be positive: %s, %s".formatted(rmsNormEps, ropeTheta));
        }
        eosTokens = List.copyOf(eosTokens);
    }

    /** Describes a model of the Llama 2, Qwen2 or Qwen3 family, whose layers are all alike and dense. */
    public DecoderConfig(
            int vocabSize,
            int hiddenSize,
            int intermediateSize,
            int layers,
            int heads,
            int keyValueHeads,
            int headDim,
            double rmsNormEps,
            double ropeTheta,
            boolean ropeInterleaved,
            boolean tiedEmbeddings,
            boolean qkvBias,
            boolean qkNorm,
            int maxPositions,
            OptionalInt bosToken,
            List<Integer> eosTokens,
            OptionalInt padToken) {
        this(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headDim,
                rmsNormEps,
                ropeTheta,
                ropeInterleaved,
                tiedEmbeddings,
                qkvBias,
                qkNorm,
                maxPositions,
                bosToken,
                eosTokens,
                padToken,
                DecoderChoices.plain(
                        qkNorm ? "qwen3" : qkvBias ? "qwen2" : "llama", Math.max(0, layers), intermediateSize));
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be positive: %d".formatted(name, value));
        }
    }

    /** Returns the width of all query heads together. */
    public int queryWidth() {
        return heads * headDim;
    }

    /** Returns the width of all key heads together, which is that of the value heads. */
    public int keyValueWidth() {
        return keyValueHeads * headDim;
    }

    /**
     * Tells whether this is a plain dense model: every layer attends to all that came before, turned by {@link RotaryFrequencies}, and
     * has one SwiGLU block; no bounds, no other scales, one norm before attention and one before the block. Biases and norms on queries
     * and keys may be there.
     */
    public boolean plain() {
        return choices.plain();
    }

    /** Returns what a layer is. */
    public LayerChoice layer(int layer) {
        return choices.layers().get(layer);
    }

    /** Returns how a layer attends. */
    public AttentionRule attentionRule(int layer) {
        return new AttentionRule(
                choices.attentionScale().orElse(Double.NaN),
                choices.attentionSoftCap(),
                layer(layer).window());
    }

    /** Returns the same model with other tokens that end a turn. */
    public DecoderConfig withEosTokens(List<Integer> tokens) {
        return new DecoderConfig(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headDim,
                rmsNormEps,
                ropeTheta,
                ropeInterleaved,
                tiedEmbeddings,
                qkvBias,
                qkNorm,
                maxPositions,
                bosToken,
                tokens,
                padToken,
                choices);
    }
}
