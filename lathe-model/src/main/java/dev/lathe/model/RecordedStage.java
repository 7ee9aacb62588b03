package dev.lathe.model;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;

/**
 * Goes back by the graph that was recorded.
 *
 * @param input a leaf of the graph
 * @param recorded what the stage computed
 * @param output the same outside of the graph
 */
record RecordedStage(Tensor input, Tensor recorded, Tensor output) implements StageRun {
    @Override
    public Tensor backward(Tensor gradient) {
        try (Scope scope = Scope.open()) {
            if (recorded.requiresGrad()) {
                recorded.backward(gradient, false);
            }
            Tensor flown = input.grad();
            return flown == null ? gradient : scope.keep(flown);
        }
    }

    @Override
    public void close() {
        input.close();
        recorded.close();
        output.close();
    }
}
