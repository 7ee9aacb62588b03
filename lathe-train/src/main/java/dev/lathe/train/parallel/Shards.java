package dev.lathe.train.parallel;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Deals whole parameters to owners, so that each owner has about the same number of elements, and lays what each owns one behind the
 * other. Whole, because some optimisers look at a whole matrix.
 *
 * @param shapes of each owner's parameters, in order
 * @param length of an owner's elements, those that fill up included
 * @param device where the elements are
 */
record Shards(List<SequencedMap<String, long[]>> shapes, long length, Device device) {
    /** Deals parameters. The deal depends on their shapes alone. */
    static Shards deal(SequencedMap<String, Tensor> parameters, int owners) {
        long[] loads = new long[owners];
        List<SequencedMap<String, long[]>> shapes = IntStream.range(0, owners)
                .<SequencedMap<String, long[]>>mapToObj(_ -> new LinkedHashMap<>())
                .toList();
        shapes(parameters).entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> entry) -> Tensor.elements(entry.getValue()))
                        .reversed())
                .forEach(entry -> {
                    int least = least(loads);
                    shapes.get(least).put(entry.getKey(), entry.getValue());
                    loads[least] += Tensor.elements(entry.getValue());
                });
        Device device = parameters.values().iterator().next().device();
        return new Shards(shapes, Arrays.stream(loads).max().orElse(0), device);
    }

    private static SequencedMap<String, long[]> shapes(SequencedMap<String, Tensor> tensors) {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    private static int least(long[] loads) {
        int least = 0;
        for (int owner = 1; owner < loads.length; owner++) {
            if (loads[owner] < loads[least]) {
                least = owner;
            }
        }
        return least;
    }

    /** Returns the same deal of some of the parameters alone. */
    Shards only(Set<String> names) {
        List<SequencedMap<String, long[]>> kept = shapes.stream()
                .map(owned -> {
                    SequencedMap<String, long[]> some = new LinkedHashMap<>(owned);
                    some.keySet().retainAll(names);
                    return some;
                })
                .toList();
        long most = kept.stream()
                .mapToLong(owned ->
                        owned.values().stream().mapToLong(Tensor::elements).sum())
                .max()
                .orElse(0);
        return new Shards(kept, most, device);
    }

    /** Lays what an owner has one behind the other, {@code [length]}, in FLOAT32. */
    Tensor pack(int owner, Map<String, Tensor> tensors) {
        List<Tensor> flat = new ArrayList<>();
        long filled = 0;
        for (String name : shapes.get(owner).keySet()) {
            Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
            flat.add(tensor.detach().reshape(-1).to(DType.FLOAT32));
            filled += tensor.numel();
        }
        flat.add(Tensor.zeros(DType.FLOAT32, device, length - filled));
        return Tensor.cat(flat, 0);
    }

    /** Lays what all owners have one behind the other, {@code [owners length]}. */
    Tensor packAll(Map<String, Tensor> tensors) {
        return Tensor.cat(
                IntStream.range(0, shapes.size())
                        .mapToObj(owner -> pack(owner, tensors))
                        .toList(),
                0);
    }

    /** Returns an owner's parameters in what {@link #pack} made; views. */
    SequencedMap<String, Tensor> unpack(int owner, Tensor packed) {
        SequencedMap<String, Tensor> views = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, long[]> entry : shapes.get(owner).entrySet()) {
            long count = Tensor.elements(entry.getValue());
            views.put(entry.getKey(), packed.narrow(0, from, count).view(entry.getValue()));
            from += count;
        }
        return views;
    }

    /** Returns all owners' parameters in what {@link #packAll} made; views. */
    SequencedMap<String, Tensor> unpackAll(Tensor packed) {
        SequencedMap<String, Tensor> views = new LinkedHashMap<>();
        for (int owner = 0; owner < shapes.size(); owner++) {
            views.putAll(unpack(owner, packed.narrow(0, owner * length, length)));
        }
        return views;
    }

    /** Tells whether any owner has a parameter. */
    boolean has(String name) {
        return shapes.stream().anyMatch(owned -> owned.containsKey(name));
    }

    boolean owns(int owner, String name) {
        return shapes.get(owner).containsKey(name);
    }
}
