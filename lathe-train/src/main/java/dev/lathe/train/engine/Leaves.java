package dev.lathe.train.engine;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderPass;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.WorkingCopy.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a worker's view of the parameters, to which its gradients flow. Those of a short type, in which sums over micro-batches would
 * lose digits, are moved on to a {@link GradientSum} as soon as a stage has left them.
 */
final class Leaves implements AutoCloseable {
    private final SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    private final Map<Integer, List<String>> shortOnes = new HashMap<>();
    private final Map<String, GradientSum> sums = new HashMap<>();
    private final Map<String, Part> parts;

    Leaves(DecoderConfig config, WorkingCopy working) {
        parts = working.parts();
        working.tensors().forEach((name, tensor) -> {
            leaves.put(name, tensor.detach());
            if (tensor.dtype().bytes() == 2) {
                shortOnes
                        .computeIfAbsent(DecoderPass.stage(config, name), _ -> new ArrayList<>())
                        .add(name);
            }
        });
    }

    /** Returns the leaves under the parameters' names: live. */
    SequencedMap<String, Tensor> byName() {
        return leaves;
    }

    /** Lets gradients flow to these parameters alone from now on. */
    void train(Set<String> names) {
        Set<String> learned = new HashSet<>();
        names.forEach(name -> learned.add(holder(name)));
        // what learns no more would keep its sum
        closeSums();
        leaves.forEach((name, leaf) -> leaf.requiresGrad_(learned.contains(name)));
    }

    private String holder(String name) {
        Part part = parts.get(name);
        return part == null ? name : part.whole();
    }

    /** Adds up what a stage has left in leaves of a short type. */
    void passed(int stage) {
        for (String name : shortOnes.getOrDefault(stage, List.of())) {
            Tensor leaf = leaf(name);
            Tensor gradient = leaf.grad();
            if (gradient != null) {
                sums.computeIfAbsent(name, _ -> new GradientSum()).add(gradient.leaveScope());
                leaf.clearGrad();
            }
        }
    }

    /** Adds up what is left in any leaf of a short type. */
    void passedAll() {
        shortOnes.keySet().forEach(this::passed);
    }

    /**
     * Hands over what has been added up for each of some parameters to which anything has flowed: of the leaf's type if it flowed at
     * once. What it returns is to be used before the next gradients are computed.
     */
    Map<String, Tensor> take(Set<String> names) {
        Map<String, @Nullable Tensor> wholes = new HashMap<>();
        Map<String, Tensor> taken = new HashMap<>();
        for (String name : names) {
            String holder = holder(name);
            Tensor whole = wholes.containsKey(holder) ? wholes.get(holder) : whole(holder);
            wholes.put(holder, whole);
            if (whole != null) {
                Part part = parts.get(name);
                taken.put(name, part == null ? whole : part.of(whole));
            }
        }
        wholes.keySet().forEach(holder -> leaf(holder).clearGrad());
        return taken;
    }

    private @Nullable Tensor whole(String name) {
        GradientSum sum = sums.get(name);
        Tensor taken = sum == null ? null : sum.take();
        return taken == null ? leaf(name).grad() : taken;
    }

    private Tensor leaf(String name) {
        return Objects.requireNonNull(leaves.get(name));
    }

    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        closeSums();
    }

    private void closeSums() {
        sums.values().forEach(GradientSum::close);
        sums.clear();
    }
}
