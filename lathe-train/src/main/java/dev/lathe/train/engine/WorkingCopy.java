package dev.lathe.train.engine;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Holds what gradients are computed with: the parameters themselves, or roundings of them to a shorter type, of which the parameters
 * are the master copies then.
 */
final class WorkingCopy implements AutoCloseable {
    private final SequencedMap<String, Tensor> parameters;
    private final SequencedMap<String, Tensor> roundings = new LinkedHashMap<>();

    WorkingCopy(SequencedMap<String, Tensor> parameters, DType type) {
        this.parameters = parameters;
        parameters.forEach((name, parameter) -> {
            if (parameter.dtype() != type) {
                roundings.put(name, parameter.to(type).leaveScope());
            }
        });
    }

    /** Returns tensors under the parameters' names. */
    SequencedMap<String, Tensor> tensors() {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(parameters);
        all.putAll(roundings);
        return Collections.unmodifiableSequencedMap(all);
    }

    /** Rounds the parameters as they are now. */
    void refresh() {
        parameters.forEach((name, parameter) -> {
            Tensor rounding = roundings.get(name);
            if (rounding != null) {
                rounding.copy_(parameter);
            }
        });
    }

    @Override
    public void close() {
        roundings.values().forEach(Tensor::close);
    }
}
