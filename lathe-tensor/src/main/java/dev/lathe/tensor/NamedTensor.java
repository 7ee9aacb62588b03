package dev.lathe.tensor;

/**
 * Gives a tensor a name that is the same in every run: a parameter, or a part of an optimiser's state.
 *
 * @param name the name
 * @param tensor the tensor
 */
public record NamedTensor(String name, Tensor tensor) {}
