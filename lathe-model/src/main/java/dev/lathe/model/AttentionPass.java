package dev.lathe.model;

import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.Tensor;

/** Mixes values over positions, and knows which positions the tokens of this pass stand at. */
interface AttentionPass {
    /** Returns the positions' tables, broadcastable to {@code [batch, time, heads, head size]}. */
    RotaryTables rotary();

    /**
     * Returns the mixed values {@code [batch, time, heads, head size]}.
     *
     * @param layer which layer asks
     * @param rule how it attends
     * @param query rotated, {@code [batch, time, heads, head size]}
     * @param key rotated, {@code [batch, time, key-value heads, head size]}
     * @param value {@code [batch, time, key-value heads, head size]}
     */
    Tensor mix(int layer, AttentionRule rule, Tensor query, Tensor key, Tensor value);
}
