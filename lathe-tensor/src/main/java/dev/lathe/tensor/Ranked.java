package dev.lathe.tensor;

/**
 * Holds values and where they came from along a dimension.
 *
 * @param values the values, of the source's type
 * @param indices their positions in the source, INT64, of the shape of the values
 */
public record Ranked(Tensor values, Tensor indices) {}
