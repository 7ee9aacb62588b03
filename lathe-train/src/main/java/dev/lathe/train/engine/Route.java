package dev.lathe.train.engine;

import dev.lathe.model.Divisions;
import dev.lathe.tensor.Tensor;
import java.util.Map;

/**
 * Says which way a batch takes through a decoder that several processes compute together: which stages are this process's, where their
 * parameters come from, and who has the stages before and after. By itself it is the way through a process that has everything.
 */
public interface Route {
    /** Leads through one process. */
    Route WHOLE = new Route() {};

    /** Returns what of each stage is this process's. */
    default Divisions divisions() {
        return Divisions.NONE;
    }

    /** Returns this process's first stage. */
    default int first() {
        return 0;
    }

    /**
     * Returns the stage after this process's last one.
     *
     * @param stages how many there are
     */
    default int end(int stages) {
        return stages;
    }

    /** Puts parameters of a stage that are not here all the time in their place. */
    default void open(int stage, Map<String, Tensor> parameters) {}

    /** Takes them away again, after their gradients where some have flowed to them. */
    default void close(int stage, Map<String, Tensor> parameters) {}

    /** Hands a stage's output {@code [1, tokens, hidden]} to the process that has the next one. */
    default void forward(Tensor output) {
        throw new IllegalStateException("no process has a later stage");
    }

    /** Fills a tensor with what the process before hands over. */
    default Tensor fromBefore(Tensor input) {
        throw new IllegalStateException("no process has an earlier stage");
    }

    /** Hands the gradient of this process's input to the process before. */
    default void backward(Tensor gradient) {
        throw new IllegalStateException("no process has an earlier stage");
    }

    /** Fills a tensor with the gradient that the process with the next stage hands over. */
    default Tensor fromAfter(Tensor gradient) {
        throw new IllegalStateException("no process has a later stage");
    }

    /**
     * Returns numbers at all places, where this process has those at some of them; the gradient is that of its own.
     *
     * @param own {@code [own]}
     * @param places where they belong, INT64 {@code [own]}
     * @param count how many places there are
     */
    default Tensor join(Tensor own, Tensor places, long count) {
        return own;
    }
}
