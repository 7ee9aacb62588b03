package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by a layer's matrices, with what the pass's adapters add to them.
 *
 * @param uses the adapters of the pass
 * @param prefix begins the names of the layer's projections
 */
record Projections(List<AdapterUse> uses, String prefix) {
    /**
     * Names one of the projections that a matrix holds, one below the other.
     *
     * @param name its name in the layer
     * @param start its first row
     * @param rows how many it has
     */
    record Part(String name, int start, int rows) {}

    static Projections of(int layer, List<AdapterUse> uses) {
        return new Projections(uses, LayerWeights.prefix(layer));
    }

    /** Returns {@code x} by a matrix: {@code [..., in]} to {@code [..., out]}. */
    Tensor apply(Tensor x, Tensor weight, @Nullable Tensor bias, Part... parts) {
        Tensor outputs = x.linear(weight, bias);
        for (AdapterUse use : uses) {
            for (Part part : parts) {
                LowRank change = use.adapter().changes().get(prefix + part.name);
                if (change != null) {
                    Tensor flat = outputs.view(-1, weight.size(0)).narrow(1, part.start, part.rows);
                    use.addTo(flat, x.reshape(-1, weight.size(1)), change);
                }
            }
        }
        return outputs;
    }
}
