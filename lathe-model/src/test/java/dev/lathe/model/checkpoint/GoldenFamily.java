package dev.lathe.model.checkpoint;

import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Holds a small random model of a family as transformers wrote it, with its logits.
 *
 * @param folder the checkpoint
 * @param tokens INT64 {@code [batch, time]}
 * @param logits {@code [batch, time, vocabulary]}, in row-major order
 */
record GoldenFamily(Path folder, RawTensor tokens, float[] logits) {
    static GoldenFamily read(String name) {
        Path folder = path("families/" + name);
        Map<String, RawTensor> golden = SafetensorsFile.open(folder.resolve("golden.safetensors"));
        return new GoldenFamily(
                folder, golden.get("tokens"), golden.get("logits").toFloats());
    }

    static Path path(String resource) {
        try {
            return Path.of(GoldenFamily.class.getResource(resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns by how much the logits that Lathe computes differ at most. */
    float difference(Checkpoint checkpoint) {
        float[] computed = logitsOf(checkpoint);
        float most = computed.length == logits.length ? 0 : Float.POSITIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            most = Math.max(most, Math.abs(computed[i] - logits[i]));
        }
        return most;
    }

    /** Returns what Lathe computes for the same tokens. */
    private float[] logitsOf(Checkpoint checkpoint) {
        try (Scope _ = Scope.open()) {
            return Autograd.noGrad(() -> {
                Decoder decoder = new Decoder(checkpoint.config());
                DecoderWeights weights = DecoderWeights.of(checkpoint.config(), checkpoint.parameters());
                Tensor ids = Tensor.fromMemory(tokens.data(), DType.INT64, tokens.shape());
                Tensor hidden = decoder.hidden(weights, ids);
                return decoder.logits(weights, hidden.flatten(0, 1)).toFloats();
            });
        }
    }
}
