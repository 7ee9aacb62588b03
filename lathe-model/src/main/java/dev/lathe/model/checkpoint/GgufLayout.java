package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderConfig;

/**
 * Changes tensors from how GGUF files hold them to how Hugging Face folders do, and back: rows of rotated projections, and norms that hold
 * what is multiplied by, one more than the parameter of Gemma.
 *
 * @param config the model
 * @param neighbors whether the file holds rotated pairs as neighbours
 */
record GgufLayout(DecoderConfig config, boolean neighbors) {
    static GgufLayout of(DecoderConfig config) {
        return new GgufLayout(
                config, Families.named(config.choices().family()).traits().ggufNeighbors());
    }

    RawTensor toHuggingFace(RawTensor tensor) {
        RawTensor ordered = neighbors ? RotaryRows.halves(tensor, config) : tensor;
        return gemmaNorm(tensor) ? plus(ordered, -1) : ordered;
    }

    RawTensor toGguf(RawTensor tensor) {
        RawTensor ordered = neighbors ? RotaryRows.neighbors(tensor, config) : tensor;
        return gemmaNorm(tensor) ? plus(ordered, 1) : ordered;
    }

    private boolean gemmaNorm(RawTensor tensor) {
        return config.choices().gemmaNorms() && tensor.name().endsWith("norm.weight");
    }

    private static RawTensor plus(RawTensor tensor, float number) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] += number;
        }
        return RawTensor.of(tensor.name(), values, tensor.shape());
    }
}
