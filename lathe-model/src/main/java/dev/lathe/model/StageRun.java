package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/**
 * Is a stage that has run, with what its way back needs. It is used on the platform thread that ran it, and goes back at most once.
 */
public interface StageRun extends AutoCloseable {
    /** Returns what the stage computed, {@code [1, tokens, hidden]}, outside of any graph; closed with the run. */
    Tensor output();

    /**
     * Adds the gradients of the stage's parameters to {@link Tensor#grad()} of those that want them.
     *
     * @param gradient of the output
     * @return the gradient of the stage's input; the gradient itself where there is none to compute
     */
    Tensor backward(Tensor gradient);

    @Override
    void close();
}
