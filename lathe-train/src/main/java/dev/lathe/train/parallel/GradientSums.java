package dev.lathe.train.parallel;

import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds gradients up over the processes that have computed parts of them. */
final class GradientSums {
    /** Elements that are sent together: 64 MiB in float32. */
    private static final long BUCKET = 1 << 24;

    private final Team team;
    private final Layout layout;

    GradientSums(Team team, Layout layout) {
        this.team = team;
        this.layout = layout;
    }

    /**
     * Adds the gradients of parameters that every process has.
     *
     * @param gradients contiguous; changed
     * @param shards to which owner each sum goes, among the processes with other data; null if all get all sums
     * @return the sums that this process gets
     */
    Map<String, Tensor> add(SequencedMap<String, Tensor> gradients, @Nullable Shards shards) {
        allReduce(team.group(Axis.TENSOR), gradients, layout::addsOverHeads);
        addFactors(gradients);
        allReduce(team.group(Axis.EXPERT, Axis.TENSOR), gradients, layout::addsOverExperts);
        addEnds(gradients);
        if (shards == null) {
            allReduce(team.group(Axis.DATA, Axis.SEQUENCE), gradients, _ -> true);
            return new HashMap<>(gradients);
        }
        allReduce(team.group(Axis.SEQUENCE), gradients, _ -> true);
        if (shards.length() == 0) {
            return new HashMap<>();
        }
        ProcessGroup data = team.group(Axis.DATA);
        return new HashMap<>(shards.unpack(data.rank(), data.reduceScatter(shards.packAll(gradients))));
    }

    /** Adds the gradients of thin matrices that change matrices of which the processes have parts; the tensors are changed. */
    void addFactors(SequencedMap<String, Tensor> gradients) {
        allReduce(team.group(Axis.TENSOR), gradients, layout::changesPieces);
    }

    /** Adds the gradient of a matrix that one of the processes with other data keeps, and that holds their sum already. */
    Tensor addKept(String name, Tensor gradient) {
        if (layout.addsOverExperts(name)) {
            team.group(Axis.EXPERT, Axis.TENSOR).allReduce(gradient);
        }
        return team.group(Axis.SEQUENCE).allReduce(gradient);
    }

    /** Adds what the first and the last stage have of a matrix that both use. */
    private void addEnds(SequencedMap<String, Tensor> gradients) {
        ProcessGroup pipeline = team.group(Axis.PIPELINE);
        int last = pipeline.size() - 1;
        gradients.forEach((name, gradient) -> {
            if (!layout.atBothEnds(name)) {
                return;
            }
            if (pipeline.rank() == last) {
                pipeline.send(gradient, 0);
                pipeline.receive(gradient, 0);
            } else {
                try (Tensor other = gradient.mul(0)) {
                    gradient.add_(pipeline.receive(other, last));
                }
                pipeline.send(gradient, last);
            }
        });
    }

    private static void allReduce(
            ProcessGroup group, SequencedMap<String, Tensor> gradients, Predicate<String> wanted) {
        if (group.size() == 1) {
            return;
        }
        List<Tensor> bucket = new ArrayList<>();
        long filled = 0;
        for (String name : gradients.keySet()) {
            if (wanted.test(name)) {
                Tensor gradient = Objects.requireNonNull(gradients.get(name));
                bucket.add(gradient);
                filled += gradient.numel();
            }
            if (filled >= BUCKET) {
                allReduce(group, bucket);
                bucket.clear();
                filled = 0;
            }
        }
        if (!bucket.isEmpty()) {
            allReduce(group, bucket);
        }
    }

    private static void allReduce(ProcessGroup group, List<Tensor> bucket) {
        if (bucket.size() == 1) {
            group.allReduce(bucket.getFirst());
            return;
        }
        try (Tensor flat = Tensor.cat(
                bucket.stream().map(tensor -> tensor.detach().reshape(-1)).toList(), 0)) {
            group.allReduce(flat);
            long from = 0;
            for (Tensor gradient : bucket) {
                gradient.copy_(flat.narrow(0, from, gradient.numel()).view(gradient.shape()));
                from += gradient.numel();
            }
        }
    }
}
