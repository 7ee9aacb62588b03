package dev.lathe.tensor;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;

/** Changes parameters against their gradients. Holds its state outside all scopes until it is closed. */
public sealed interface Optimizer extends AutoCloseable permits AdamW, Muon, Combined, LowRankUpdates {
    /** Returns the parameters, which steps change and whose gradients are wanted. */
    List<NamedTensor> parameters();

    /** Returns what steps move, in the order in which {@link #step(double, List)} wants gradients: mostly the parameters themselves. */
    default List<NamedTensor> stepped() {
        return parameters();
    }

    /**
     * Returns the gradients of {@link #stepped()}, in tensors of the current scope, for those of {@link #parameters()}: of a sum of
     * gradients it gives the sum.
     */
    default List<Tensor> condense(List<Tensor> gradients) {
        return gradients;
    }

    /**
     * Takes one step with the given gradients, in the order and of the shapes of {@link #stepped()}.
     *
     * @throws IllegalArgumentException if there are more of them or fewer
     */
    void step(double learningRate, List<Tensor> gradients);

    /**
     * Takes one step with the gradients that backward passes have left in the parameters.
     *
     * @throws IllegalStateException if a parameter has no gradient
     */
    default void step(double learningRate) {
        try (Scope _ = Scope.open()) {
            List<Tensor> gradients = new ArrayList<>();
            for (NamedTensor parameter : parameters()) {
                Tensor gradient = parameter.tensor().grad();
                if (gradient == null) {
                    throw new IllegalStateException("parameter " + parameter.name() + " has no gradient");
                }
                gradients.add(gradient);
            }
            step(learningRate, condense(gradients));
        }
    }

    /** Drops the gradients of all parameters. */
    default void clearGradients() {
        parameters().forEach(parameter -> parameter.tensor().clearGrad());
    }

    /** Returns the state as it is in memory: to be written to a checkpoint, not to be changed or closed. */
    List<NamedTensor> state();

    /** Returns what of {@link #state()} can be put away between steps: tensors with memory of their own. */
    default List<Tensor> movable() {
        return state().stream().map(NamedTensor::tensor).toList();
    }

    /**
     * Copies a state that {@link #state()} gave in an earlier run.
     *
     * @throws UserError if a part is missing or has another shape
     */
    default void load(List<NamedTensor> saved) {
        StateCopy.copy(saved, state());
    }

    @Override
    void close();
}
