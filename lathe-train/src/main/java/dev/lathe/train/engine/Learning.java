package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Says how a model learns from items of some kind. The items of an optimiser batch are spread over micro-batches, threads and
 * machines at will: each item holds its share of every denominator, so that the losses of the parts add up.
 *
 * @param <T> the items, such as samples, or pairs that must not be parted
 */
public interface Learning<T> {
    /** Returns the passages of an item, which go through the model together. */
    List<Passage> passages(T item);

    /**
     * Returns the summed loss of some items. May be called by many threads at once; tensors that it makes belong to the caller's
     * scope.
     *
     * @param rows the passages of the items, in order
     * @param model the model that learns
     */
    Result learn(List<T> items, Rows rows, LanguageModel model);

    /**
     * Holds what came of some items.
     *
     * @param loss shape {@code []}, with gradient
     * @param statistics what is worth watching
     */
    record Result(Tensor loss, LossStatistics statistics) {}
}
