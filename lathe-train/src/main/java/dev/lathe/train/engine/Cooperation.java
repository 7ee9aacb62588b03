package dev.lathe.train.engine;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.GradientNorm;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Is how an engine works with those of other processes on the same steps: all make the same calls with the same batches. By itself it
 * is the cooperation of nobody.
 */
public interface Cooperation extends AutoCloseable {
    /** Is for an engine that has a model to itself. */
    Cooperation NONE = new Cooperation() {};

    /** Returns the way of a batch through the processes. */
    default Route route() {
        return Route.WHOLE;
    }

    /** Returns among how many processes the sequences of a batch are dealt. */
    default int shares() {
        return 1;
    }

    /** Returns which of these shares is this process's. */
    default int share() {
        return 0;
    }

    /** Returns those of this process's parameters that its optimiser changes. */
    default SequencedMap<String, Tensor> optimized(SequencedMap<String, Tensor> parameters) {
        return parameters;
    }

    /** Tells whether this process has the last stage, and so learns from what is said there. */
    default boolean speaks() {
        return true;
    }

    /**
     * Makes sure that the processes can share what goes through the model together.
     *
     * @param tokens of the smallest micro-batch
     * @throws dev.lathe.core.UserError if they cannot: one line that says how many could
     */
    default void requireTokens(long tokens) {}

    /** Takes part in passes of others for which this process has no rows. */
    default void idle(int passes, int stages, boolean back, Map<String, Tensor> parameters) {}

    /** Adds up what came of all processes' shares. */
    default Totals sum(Totals own) {
        return own;
    }

    /** Returns what was read at all samples, in their order, where this process has read some. */
    default List<float[]> join(List<TrainingSample> samples, Map<TrainingSample, float[]> own) {
        return samples.stream().map(own::get).toList();
    }

    /** Hears of the optimiser of the steps that come. */
    default void begin(Optimizer optimizer) {}

    /** Returns the parameters whose gradients are wanted of this process. */
    default List<NamedTensor> learned(Optimizer optimizer) {
        return optimizer.parameters();
    }

    /**
     * Adds gradients up over processes.
     *
     * @param gradients of {@link #learned}, in that order; may be changed
     * @return those of {@link Optimizer#stepped()}
     */
    default List<Tensor> reduce(List<Tensor> gradients, Optimizer optimizer) {
        return optimizer.condense(gradients);
    }

    /**
     * Scales gradients so that their norm over all processes is at most a maximum.
     *
     * @return the norm before
     */
    default double clip(List<Tensor> gradients, Optimizer optimizer, double maximum) {
        return GradientNorm.clip(gradients, maximum);
    }

    /** Gives all processes what the optimiser of each has changed. */
    default void spread() {}

    /** Fills the parameters of the first process with what all have of them. */
    default void gather() {}

    /** Returns in the first process what all optimisers remember, and elsewhere something of no account. */
    default List<NamedTensor> optimizerState(Optimizer optimizer) {
        return optimizer.state();
    }

    /** Gives an optimiser its part of what all remembered. */
    default void restore(Optimizer optimizer, List<NamedTensor> whole) {
        optimizer.load(whole);
    }

    /**
     * Returns {@code communication_share}, the share of a step's time that went to talking to other processes, and
     * {@code communication_bytes}, both since this was last asked; nothing if there are no others.
     *
     * @param seconds that the step took
     */
    default Metrics spent(double seconds) {
        return Metrics.NONE;
    }

    @Override
    default void close() {}
}
