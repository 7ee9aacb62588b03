package dev.lathe.model.engine;

import java.lang.foreign.MemorySegment;

/**
 * Holds rows of logits in native memory that its maker owns.
 *
 * @param values float32, {@code [rows, vocabulary]} in row-major order without gaps
 * @param rows how many rows there are
 * @param vocabulary how long a row is
 */
public record Logits(MemorySegment values, int rows, int vocabulary) {}
