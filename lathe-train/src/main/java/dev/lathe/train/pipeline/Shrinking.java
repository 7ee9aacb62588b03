package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Makes a student of some layers of a model: the first, the last and those spread evenly between. */
final class Shrinking {
    private static final String LAYERS = "model.layers.";

    private Shrinking() {}

    /**
     * Takes over the parameters that are kept, and closes the others.
     *
     * @throws UserError if the model has fewer layers, or layers that are not all alike
     */
    static Policy of(Policy whole, int layers) {
        DecoderConfig config = whole.config();
        if (layers > config.layers() || !config.plain()) {
            throw new UserError("policy.layers: %d; the model has %d, and only plain dense models can be shrunk"
                    .formatted(layers, config.layers()));
        }
        SequencedMap<String, Tensor> kept = new LinkedHashMap<>();
        Map<Integer, Integer> places = places(config.layers(), layers);
        whole.parameters().forEach((name, tensor) -> {
            String renamed = renamed(name, places);
            if (renamed == null) {
                tensor.close();
            } else {
                kept.put(renamed, tensor);
            }
        });
        return Policy.of(shrunk(config, layers), kept, whole.tokenizer(), whole.template());
    }

    /** Returns the new place of each layer that is kept. */
    static Map<Integer, Integer> places(int all, int kept) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int place = 0; place < kept; place++) {
            int layer = kept == 1 ? 0 : (int) Math.round((double) place * (all - 1) / (kept - 1));
            places.put(layer, place);
        }
        return places;
    }

    private static @Nullable String renamed(String name, Map<Integer, Integer> places) {
        if (!name.startsWith(LAYERS)) {
            return name;
        }
        int end = name.indexOf('.', LAYERS.length());
        Integer place = places.get(Integer.parseInt(name, LAYERS.length(), end, 10));
        return place == null ? null : LAYERS + place + name.substring(end);
    }

    static DecoderConfig shrunk(DecoderConfig c, int layers) {
        return new DecoderConfig(
                c.vocabSize(),
                c.hiddenSize(),
                c.intermediateSize(),
                layers,
                c.heads(),
                c.keyValueHeads(),
                c.headDim(),
                c.rmsNormEps(),
                c.ropeTheta(),
                c.ropeInterleaved(),
                c.tiedEmbeddings(),
                c.qkvBias(),
                c.qkNorm(),
                c.maxPositions(),
                c.bosToken(),
                c.eosTokens(),
                c.padToken());
    }
}
