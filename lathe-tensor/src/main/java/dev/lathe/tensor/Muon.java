package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Momentum whose direction is made orthogonal, for matrices {@code [rows, columns]}. For learning rate a, momentum b, decay w:
 *
 * <pre>
 * m = b m + (1 - b) g              d = orthogonalised(b m + (1 - b) g)       (Nesterov)
 * p = p - a w p - a sqrt(max(1, rows / columns)) d
 * </pre>
 *
 * The factor makes the step's effect on a layer's output independent of its shape. A learning rate around 0.02 suits many models.
 * Embeddings, heads and vectors belong to {@link AdamW}. A parameter in 16 bits has a FLOAT32 master copy. Source: Keller Jordan,
 * Muon: an optimizer for hidden layers in neural networks, 2024.
 */
public final class Muon implements Optimizer {
    private final List<ParameterGroup> groups;
    private final List<NamedTensor> parameters;
    private final List<MuonStack> stacks = new ArrayList<>();

    /**
     * Starts with momentum of 0.
     *
     * @param momentum how much of the mean gradient stays, usually 0.95
     * @throws IllegalArgumentException if a parameter is not a matrix
     */
    public Muon(double momentum, List<ParameterGroup> groups) {
        this(momentum, groups, MatrixParts.WHOLE);
    }

    /**
     * Starts with momentum of 0, where the parameters may be parts of matrices: their steps are those of the whole.
     *
     * @param momentum how much of the mean gradient stays, usually 0.95
     * @param parts which parts; all processes that have some make their steps together
     * @throws IllegalArgumentException if a parameter is not a matrix
     */
    public Muon(double momentum, List<ParameterGroup> groups, MatrixParts parts) {
        this.groups = List.copyOf(groups);
        this.parameters =
                groups.stream().flatMap(group -> group.parameters().stream()).toList();
        int from = 0;
        for (ParameterGroup group : this.groups) {
            for (List<Integer> alike : alike(group.parameters(), parts)) {
                stacks.add(MuonStack.of(momentum, group, from, alike, parts));
            }
            from += group.parameters().size();
        }
    }

    @Override
    public List<NamedTensor> parameters() {
        return parameters;
    }

    @Override
    public void step(double learningRate, List<Tensor> gradients) {
        if (gradients.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    parameters.size() + " parameters need as many gradients, not " + gradients.size());
        }
        stacks.forEach(stack -> stack.step(learningRate, gradients));
    }

    @Override
    public List<NamedTensor> state() {
        return stacks.stream().flatMap(stack -> stack.state().stream()).toList();
    }

    /** Returns nothing: what is remembered of matrices of one shape is one tensor, of which the state shows parts. */
    @Override
    public List<Tensor> movable() {
        return List.of();
    }

    @Override
    public void close() {
        stacks.forEach(MuonStack::close);
    }

    /** Finds the places of parameters of one shape and type that are cut alike, and so can be orthogonalised together. */
    private static Iterable<List<Integer>> alike(List<NamedTensor> parameters, MatrixParts parts) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            NamedTensor parameter = parameters.get(i);
            if (parameter.tensor().dim() != 2) {
                throw new IllegalArgumentException("Muon is for matrices; " + parameter.name() + " has shape "
                        + Arrays.toString(parameter.tensor().shape()));
            }
            String kind = parameter.tensor() + " " + parts.dim().apply(parameter.name());
            places.computeIfAbsent(kind, _ -> new ArrayList<>()).add(i);
        }
        return places.values();
    }
}
