package dev.lathe.train.engine;

import dev.lathe.model.JoinedParameters;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Holds what gradients are computed with: the parameters themselves, or roundings of them to a shorter type, of which the parameters
 * are the master copies then. Roundings that are used as one matrix lie one below the other.
 */
final class WorkingCopy implements AutoCloseable {
    private final SequencedMap<String, Tensor> parameters;
    private final SequencedMap<String, Tensor> roundings = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> joined = new LinkedHashMap<>();
    private final Map<String, Part> parts = new HashMap<>();

    /**
     * Says where a parameter lies in a joined one.
     *
     * @param whole the name of the joined one
     * @param from its first row
     * @param rows how many it has
     */
    record Part(String whole, long from, long rows) {
        Tensor of(Tensor joined) {
            return joined.narrow(0, from, rows);
        }
    }

    WorkingCopy(SequencedMap<String, Tensor> parameters, DType type) {
        this.parameters = parameters;
        SequencedMap<String, Tensor> rounded = new LinkedHashMap<>(parameters);
        rounded.values().removeIf(parameter -> parameter.dtype() == type);
        JoinedParameters.among(rounded.keySet()).forEach((whole, names) -> join(type, whole, names));
        rounded.forEach((name, parameter) ->
                roundings.computeIfAbsent(name, _ -> parameter.to(type).leaveScope()));
        refresh();
    }

    private void join(DType type, String name, List<String> names) {
        long rows = 0;
        for (String part : names) {
            long own = parameter(part).size(0);
            parts.put(part, new Part(name, rows, own));
            rows += own;
        }
        long[] shape = parameter(names.getFirst()).shape();
        shape[0] = rows;
        Tensor whole =
                Tensor.empty(type, parameter(names.getFirst()).device(), shape).leaveScope();
        joined.put(name, whole);
        names.forEach(part -> roundings.put(
                part, Objects.requireNonNull(parts.get(part)).of(whole).leaveScope()));
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    /** Returns tensors under the parameters' names, and those that are joined under theirs. */
    SequencedMap<String, Tensor> tensors() {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(parameters);
        all.putAll(roundings);
        all.putAll(joined);
        return Collections.unmodifiableSequencedMap(all);
    }

    /** Returns where parameters lie that are joined with others. */
    Map<String, Part> parts() {
        return Collections.unmodifiableMap(parts);
    }

    /** Rounds the parameters as they are now. */
    void refresh() {
        roundings.forEach((name, rounding) -> rounding.copy_(parameter(name)));
    }

    @Override
    public void close() {
        roundings.values().forEach(Tensor::close);
        joined.values().forEach(Tensor::close);
    }
}
