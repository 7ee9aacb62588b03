package dev.lathe.train.parallel;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the layers' matrices, gathers a layer's from all processes while it is computed, and adds its gradients up where the
 * matrices are kept. Source: Rajbhandari et al., ZeRO: Memory Optimizations Toward Training Trillion Parameter Models, 2020, stage 3.
 */
final class LayerShards implements AutoCloseable {
    private final ProcessGroup group;
    private final Map<Integer, Shards> stages = new HashMap<>();
    private final SequencedMap<String, Tensor> owned = new LinkedHashMap<>();
    private final Map<String, Tensor> gradients = new HashMap<>();
    private @Nullable Tensor opened;

    /**
     * Takes over this process's share.
     *
     * @param matrices all of them, of which copies of the share are kept
     */
    LayerShards(DecoderConfig config, ProcessGroup group, SequencedMap<String, Tensor> matrices) {
        this.group = group;
        Map<Integer, SequencedMap<String, Tensor>> layers = new HashMap<>();
        matrices.forEach(
                (name, matrix) -> layers.computeIfAbsent(DecoderPass.stage(config, name), _ -> new LinkedHashMap<>())
                        .put(name, matrix));
        layers.forEach((stage, parameters) -> stages.put(stage, Shards.deal(parameters, group.size())));
        matrices.forEach((name, matrix) -> {
            if (owns(DecoderPass.stage(config, name), name)) {
                owned.put(name, matrix.copy().leaveScope());
            }
        });
    }

    /** Tells whether a parameter of a layer is shared out, rather than kept by everyone. */
    static boolean applies(String name, Tensor parameter) {
        return name.startsWith("model.layers.") && parameter.dim() == 2;
    }

    private boolean owns(int stage, String name) {
        return Objects.requireNonNull(stages.get(stage)).owns(group.rank(), name);
    }

    /** Returns the matrices that this process keeps. */
    SequencedMap<String, Tensor> owned() {
        return owned;
    }

    /** Puts all matrices of a stage in their place, as leaves. */
    void open(int stage, Map<String, Tensor> parameters) {
        Shards shards = stages.get(stage);
        if (shards == null) {
            return;
        }
        try (Scope _ = Scope.open()) {
            Tensor all = group.allGather(shards.pack(group.rank(), owned)).leaveScope();
            opened = all;
            shards.unpackAll(all)
                    .forEach((name, matrix) -> parameters.put(
                            name, matrix.detach().requiresGrad_(true).leaveScope()));
        }
    }

    /** Takes them away; their gradients, if there are any, are added up over the processes. */
    void close(int stage, Map<String, Tensor> parameters) {
        Shards shards = stages.get(stage);
        if (shards == null) {
            return;
        }
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        shards.shapes().forEach(shapes -> shapes.keySet().forEach(name -> leaves.put(name, taken(parameters, name))));
        try (Scope _ = Scope.open()) {
            if (leaves.values().stream().anyMatch(leaf -> leaf.grad() != null)) {
                Map<String, Tensor> flown = new HashMap<>();
                leaves.forEach((name, leaf) -> flown.put(name, gradient(leaf)));
                collect(shards, shards.packAll(flown));
            }
        }
        leaves.values().forEach(Tensor::close);
        Objects.requireNonNull(opened).close();
        opened = null;
    }

    /** Takes part in a way forward, and perhaps back, of others, with nothing to add. */
    void idle(int count, boolean back, Map<String, Tensor> parameters) {
        for (int stage = 0; stage < count; stage++) {
            open(stage, parameters);
            close(stage, parameters);
        }
        for (int stage = count - 1; back && stage >= 0; stage--) {
            open(stage, parameters);
            close(stage, parameters);
            Shards shards = stages.get(stage);
            if (shards != null) {
                try (Scope _ = Scope.open()) {
                    Map<String, Tensor> nothing = new HashMap<>();
                    shards.shapes()
                            .forEach(shapes -> shapes.forEach((name, shape) ->
                                    nothing.put(name, Tensor.zeros(DType.FLOAT32, shards.device(), shape))));
                    collect(shards, shards.packAll(nothing));
                }
            }
        }
    }

    private void collect(Shards shards, Tensor flown) {
        shards.unpack(group.rank(), group.reduceScatter(flown)).forEach((name, sum) -> {
            Tensor before = gradients.get(name);
            if (before == null) {
                gradients.put(name, sum.copy().leaveScope());
            } else {
                before.add_(sum);
            }
        });
    }

    /** Hands over the sum of a kept matrix's gradients, in the current scope. */
    Tensor takeGradient(String name) {
        try (Tensor sum = gradients.remove(name)) {
            return sum == null ? Objects.requireNonNull(owned.get(name)).mul(0) : sum.mul(1);
        }
    }

    private static Tensor taken(Map<String, Tensor> parameters, String name) {
        return Objects.requireNonNull(parameters.remove(name));
    }

    private static Tensor gradient(Tensor leaf) {
        Tensor gradient = leaf.grad();
        return gradient == null ? leaf.detach().mul(0) : gradient;
    }

    @Override
    public void close() {
        owned.values().forEach(Tensor::close);
        gradients.values().forEach(Tensor::close);
    }
}
