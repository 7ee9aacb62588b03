package dev.lathe.model;

import dev.lathe.tensor.Rotary;

/** Makes the tables by which a decoder marks positions. */
final class Positions {
    private Positions() {}

    /** Returns tables {@code [positions, head size]}. */
    static Rotary table(DecoderConfig config, long positions) {
        Rotary.Pairing pairing = config.ropeInterleaved() ? Rotary.Pairing.NEIGHBOURS : Rotary.Pairing.HALVES;
        return Rotary.table(pairing, positions, config.headDim(), config.ropeTheta());
    }
}
