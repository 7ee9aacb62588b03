package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;

/** Steps several optimisers, each with its own parameters, as one: usually {@link Muon} for matrices and {@link AdamW} for the rest. */
public final class Combined implements Optimizer {
    private final List<Optimizer> parts;

    /** Takes over optimisers, which are closed with this one. */
    public Combined(List<Optimizer> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public List<NamedTensor> parameters() {
        return parts.stream().flatMap(part -> part.parameters().stream()).toList();
    }

    @Override
    public List<NamedTensor> stepped() {
        return parts.stream().flatMap(part -> part.stepped().stream()).toList();
    }

    @Override
    public List<Tensor> condense(List<Tensor> gradients) {
        List<Tensor> condensed = new ArrayList<>();
        int from = 0;
        for (Optimizer part : parts) {
            int to = from + part.parameters().size();
            condensed.addAll(part.condense(gradients.subList(from, to)));
            from = to;
        }
        return condensed;
    }

    @Override
    public void step(double learningRate, List<Tensor> gradients) {
        int from = 0;
        for (Optimizer part : parts) {
            int to = from + part.stepped().size();
            part.step(learningRate, gradients.subList(from, to));
            from = to;
        }
    }

    @Override
    public List<NamedTensor> state() {
        return parts.stream().flatMap(part -> part.state().stream()).toList();
    }

    @Override
    public List<Tensor> movable() {
        return parts.stream().flatMap(part -> part.movable().stream()).toList();
    }

    @Override
    public void close() {
        parts.forEach(Optimizer::close);
    }
}
