package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holds a decoder's weights as the forward pass uses them.
 *
 * @param embedding {@code [V, D]}
 * @param layers the layers in order
 * @param norm {@code [D]}
 * @param head {@code [V, D]}; the embedding where the two are tied
 */
public record DecoderWeights(Tensor embedding, List<LayerWeights> layers, Tensor norm, Tensor head) {
    /** Names the embedding of tokens, which also predicts where the two are one. */
    public static final String EMBEDDING = "model.embed_tokens.weight";

    /** Names what predicts, where that is not the embedding. */
    public static final String HEAD = "lm_head.weight";

    static final String NORM = "model.norm.weight";

    /** Returns the name of the parameter {@code [vocabulary, hidden]} that makes predictions. */
    public static String head(DecoderConfig config) {
        return config.tiedEmbeddings() ? EMBEDDING : HEAD;
    }

    /**
     * Joins parameters under their Hugging Face names. The joined matrices are new tensors of the current scope, through which
     * gradients flow to the parameters.
     *
     * @throws IllegalArgumentException if a parameter is missing
     */
    public static DecoderWeights of(DecoderConfig config, Map<String, Tensor> parameters) {
        Tensor embedding = LayerWeights.get(parameters, EMBEDDING);
        return new DecoderWeights(
                embedding,
                IntStream.range(0, config.layers())
                        .mapToObj(layer -> LayerWeights.of(config, parameters, layer))
                        .toList(),
                LayerWeights.norm(config, parameters, NORM),
                config.tiedEmbeddings() ? embedding : LayerWeights.get(parameters, HEAD));
    }
}
