package dev.lathe.model;

import org.jspecify.annotations.Nullable;

/**
 * Says what processes divide among them when they compute a decoder together.
 *
 * @param heads the heads of attention; the decoder's configuration counts those of this process
 * @param columns the inside of gated blocks; likewise
 * @param experts the experts of a mixture; the parameters are those of this process's
 * @param sequence the tokens; null if this process has them all
 */
public record Divisions(
        Division heads,
        Division columns,
        Division experts,
        @Nullable SequenceDivision sequence) {
    /** Divides nothing. */
    public static final Divisions NONE = new Divisions(Division.WHOLE, Division.WHOLE, Division.WHOLE, null);
}
