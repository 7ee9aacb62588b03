package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Steps matrices of one shape together, as one batch.
 *
 * @param momentum how much of the mean gradient stays
 * @param rate what the learning rate is multiplied by
 * @param decay the weight decay
 * @param parts how processes share matrices
 * @param cut along which dimension these are
 * @param places where the matrices are in the optimiser's list of parameters
 * @param masters the matrices
 * @param means the mean gradients, {@code [count, rows, columns]}
 * @param mean views of the mean gradients, one a matrix
 */
record MuonStack(
        double momentum,
        double rate,
        double decay,
        MatrixParts parts,
        OptionalInt cut,
        List<Integer> places,
        List<MasterCopy> masters,
        Tensor means,
        List<Tensor> mean) {
    static MuonStack of(double momentum, ParameterGroup group, int offset, List<Integer> members, MatrixParts parts) {
        List<MasterCopy> masters = members.stream()
                .map(member -> MasterCopy.of(group.parameters().get(member)))
                .toList();
        Tensor first = masters.getFirst().changed();
        Tensor means = Tensor.zeros(first.dtype(), first.device(), members.size(), first.size(0), first.size(1))
                .leaveScope();
        return new MuonStack(
                momentum,
                group.learningRateFactor(),
                group.weightDecay(),
                parts,
                parts.dim().apply(masters.getFirst().name()),
                members.stream().map(member -> offset + member).toList(),
                masters,
                means,
                means.split(1, 0).stream().map(MuonStack::alone).toList());
    }

    void step(double learningRate, List<Tensor> gradients) {
        double speed = learningRate * rate;
        try (Scope _ = Scope.open()) {
            Tensor ahead = nesterov(gradients);
            Tensor whole = Orthogonalization.of(cut.isEmpty() ? ahead : parts.join(ahead, cut.getAsInt()));
            double factor = Math.sqrt(Math.max(1.0, (double) whole.size(1) / whole.size(2)));
            Tensor directions = cut.isEmpty() ? whole : parts.own(whole, cut.getAsInt());
            for (int i = 0; i < masters.size(); i++) {
                MasterCopy master = masters.get(i);
                master.changed().mul_(1 - speed * decay).add_(directions.select(0, i), -speed * factor);
                master.round();
            }
        }
    }

    List<NamedTensor> state() {
        List<NamedTensor> parts = new ArrayList<>();
        for (int i = 0; i < masters.size(); i++) {
            parts.addAll(masters.get(i).parts());
            parts.add(new NamedTensor(masters.get(i).name() + ".momentum", mean.get(i)));
        }
        return parts;
    }

    void close() {
        masters.forEach(MasterCopy::close);
        mean.forEach(Tensor::close);
        means.close();
    }

    /** Adds the gradients to the mean, and looks one step ahead along it. */
    private Tensor nesterov(List<Tensor> gradients) {
        List<Tensor> own =
                places.stream().map(place -> gradients.get(place).detach()).toList();
        Tensor stacked = Tensor.stack(own, 0).to(means.dtype());
        means.lerp_(stacked, 1 - momentum);
        return stacked.lerp_(means, momentum);
    }

    private static Tensor alone(Tensor slice) {
        try (slice) {
            return slice.squeeze(0).leaveScope();
        }
    }
}
