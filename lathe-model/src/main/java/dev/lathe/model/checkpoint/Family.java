package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of one architecture: what its files call the choices of a decoder, in Hugging Face folders and in GGUF files. */
interface Family {
    /**
     * Says what all models of a family share.
     *
     * @param modelType the family's name in config.json
     * @param architecture its class in transformers
     * @param ggufArchitecture its name in GGUF files
     * @param qkvBias whether the query, key and value projections have a bias
     * @param qkNorm whether queries and keys are normed
     * @param tied whether the head is the embedding unless config.json says otherwise
     * @param headDim the width of a head unless config.json says otherwise; by default the heads share the hidden size
     * @param ggufNeighbors whether GGUF files hold rotated pairs as neighbours
     */
    record Traits(
            String modelType,
            String architecture,
            String ggufArchitecture,
            boolean qkvBias,
            boolean qkNorm,
            boolean tied,
            OptionalInt headDim,
            boolean ggufNeighbors) {}

    Traits traits();

    /** Reads the choices of a config.json. */
    DecoderChoices read(JsonFile file, int layers);

    /** Reads the choices of a GGUF file. */
    DecoderChoices read(GgufKeys keys, int layers);

    /** Adds the keys of this family to a config.json. */
    void write(DecoderConfig config, ObjectNode root);

    /** Adds the keys of this family to the metadata of a GGUF file. */
    void write(DecoderConfig config, GgufEntries entries);

    /** Returns what GGUF files call a part of a layer, where it differs from {@link GgufNames}; by its name in Hugging Face folders. */
    default Map<String, String> ggufNames() {
        return Map.of();
    }
}
