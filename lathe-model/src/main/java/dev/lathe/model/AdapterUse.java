package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Attaches an adapter to tokens of a pass. Adapters whose rows overlap add up.
 *
 * @param adapter what is added
 * @param rows INT64 {@code [count]}, numbers of tokens among all of the pass in row-major order; null for every token
 */
public record AdapterUse(Adapter adapter, @Nullable Tensor rows) {
    /** Attaches an adapter to every token. */
    public static AdapterUse everywhere(Adapter adapter) {
        return new AdapterUse(adapter, null);
    }

    /**
     * Adds to what a projection gave.
     *
     * @param inputs {@code [tokens, in]}
     * @param outputs {@code [tokens, out]}, changed
     */
    void addTo(Tensor outputs, Tensor inputs, LowRank change) {
        if (rows == null) {
            outputs.add_(change.apply(inputs));
        } else {
            outputs.indexAdd_(0, rows, change.apply(inputs.indexSelect(0, rows)));
        }
    }
}
