package dev.lathe.model.cpu;

import static dev.lathe.model.cpu.Panels.WIDTH;
import static dev.lathe.model.cpu.Panels.roundUp;

import dev.lathe.model.DecoderConfig;

/**
 * Holds the widths of a decoder's rows, filled up to whole panels; what is added is zero.
 *
 * @param hidden of the residual stream
 * @param fused of queries, keys and values together
 * @param mixed of what attention gives
 * @param wide inside the feed-forward block
 */
record Widths(int hidden, int fused, int mixed, int wide) {
    static Widths of(DecoderConfig config) {
        return new Widths(
                roundUp(config.hiddenSize(), WIDTH),
                roundUp(config.queryWidth() + 2 * config.keyValueWidth(), WIDTH),
                roundUp(config.queryWidth(), WIDTH),
                roundUp(config.intermediateSize(), WIDTH));
    }
}
