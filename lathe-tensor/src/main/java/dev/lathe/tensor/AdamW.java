package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay, by libtorch's fused kernel. For learning rate a, moments b1 and b2, decay w, at step t:
 *
 * <pre>
 * p = p - a w p
 * m = b1 m + (1 - b1) g            v = b2 v + (1 - b2) g^2
 * p = p - a (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)
 * </pre>
 *
 * A parameter in 16 bits has a FLOAT32 master copy, which is what changes; the parameter is its rounding. Source: Loshchilov and
 * Hutter, Decoupled Weight Decay Regularization, 2019.
 */
public final class AdamW implements Optimizer {
    /**
     * Holds what all groups share.
     *
     * @param beta1 how much of the mean gradient stays
     * @param beta2 how much of the mean square stays
     * @param epsilon what keeps the divisor from 0
     */
    public record Settings(double beta1, double beta2, double epsilon) {
        /** Returns the usual 0.9, 0.999, 1e-8. */
        public static Settings usual() {
            return new Settings(0.9, 0.999, 1e-8);
        }
    }

    private final Settings settings;
    private final List<ParameterGroup> groups;
    private final List<AdamState> states = new ArrayList<>();
    private final Tensor steps;

    /** Starts with moments of 0. */
    public AdamW(Settings settings, List<ParameterGroup> groups) {
        this.settings = settings;
        this.groups = List.copyOf(groups);
        for (NamedTensor parameter : parameters()) {
            states.add(AdamState.of(parameter));
        }
        steps = Tensor.zeros(DType.FLOAT32, place()).leaveScope();
    }

    /** Returns where the parameters are: the kernel reads the count of steps there. */
    private Device place() {
        return states.isEmpty() ? Device.cpu() : states.getFirst().changed().device();
    }

    @Override
    public List<NamedTensor> parameters() {
        return groups.stream().flatMap(group -> group.parameters().stream()).toList();
    }

    @Override
    public void step(double learningRate, List<Tensor> gradients) {
        if (gradients.size() != states.size()) {
            throw new IllegalArgumentException(
                    states.size() + " parameters need as many gradients, not " + gradients.size());
        }
        steps.add_(1);
        int from = 0;
        for (ParameterGroup group : groups) {
            int to = from + group.parameters().size();
            // a process that shares the work may have none of a group's parameters
            if (to > from) {
                step(learningRate, group, states.subList(from, to), gradients.subList(from, to));
            }
            from = to;
        }
    }

    @Override
    public List<NamedTensor> state() {
        List<NamedTensor> parts = new ArrayList<>();
        parts.add(new NamedTensor("adamw.steps", steps));
        states.forEach(state -> parts.addAll(state.parts()));
        return parts;
    }

    @Override
    public void close() {
        states.forEach(AdamState::close);
        steps.close();
    }

    private void step(double learningRate, ParameterGroup group, List<AdamState> members, List<Tensor> gradients) {
        try (Scope _ = Scope.open()) {
            List<Tensor> converted = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                converted.add(
                        gradients.get(i).detach().to(members.get(i).changed().dtype()));
            }
            Operators.call(
                    "aten::_fused_adamw_",
                    "",
                    members.stream().map(AdamState::changed).toList(),
                    converted,
                    members.stream().map(AdamState::mean).toList(),
                    members.stream().map(AdamState::square).toList(),
                    List.of(),
                    members.stream().map(_ -> steps).toList(),
                    learningRate * group.learningRateFactor(),
                    settings.beta1(),
                    settings.beta2(),
                    group.weightDecay(),
                    settings.epsilon(),
                    false,
                    false);
            members.forEach(member -> member.master().round());
        }
    }
}
