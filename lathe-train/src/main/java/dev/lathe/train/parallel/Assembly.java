package dev.lathe.train.parallel;

import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Factor;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts together in the first process what all have parts of, in the form that one process alone would have, and takes it apart again:
 * so a checkpoint does not tell how many processes made it.
 */
final class Assembly {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Team team;
    private final DecoderConfig config;
    private final SequencedMap<String, Tensor> whole;

    Assembly(Team team, DecoderConfig config, SequencedMap<String, Tensor> whole) {
        this.team = team;
        this.config = config;
        this.whole = whole;
    }

    /** Is a tensor that a process has, as it tells others of it. */
    private record Described(String name, long[] shape) {
        long bytes() {
            return Tensor.elements(shape) * Float.BYTES;
        }
    }

    private Layout layout(int rank) {
        return new Layout(config, team.grid().at(rank));
    }

    /** Fills the first process's whole parameters with what all have of them. */
    void parameters(Map<String, Tensor> own) {
        Grid grid = team.grid();
        boolean apart = grid.size(Axis.TENSOR) > 1
                || grid.size(Axis.PIPELINE) > 1
                || grid.size(Axis.EXPERT) > 1
                || team.shard() == Shard.PARAMETERS;
        if (!apart) {
            return;
        }
        List<NamedTensor> counted = new ArrayList<>();
        own.forEach((name, tensor) -> {
            if (counts(name, team.shard() == Shard.PARAMETERS && LayerShards.applies(name, tensor))) {
                counted.add(new NamedTensor(name, tensor));
            }
        });
        try (Scope _ = Scope.open()) {
            collect(counted)
                    .forEach((rank, parts) -> parts.forEach(part -> {
                        Tensor all = Objects.requireNonNull(whole.get(part.name()));
                        Layout.Piece piece = layout(rank).piece(part.name());
                        (piece == null ? all : piece.of(all)).copy_(part.tensor());
                    }));
        }
    }

    /** Tells whether this process's part of something counts: one among those that have the same. */
    private boolean counts(String parameter, boolean sharedOut) {
        return layout(team.grid().rank()).counts(parameter)
                && (sharedOut || team.grid().place(Axis.DATA) == 0);
    }

    /** Returns the states of all optimisers as that of one, in the first process, in tensors of the current scope. */
    List<NamedTensor> state(Optimizer optimizer) {
        List<NamedTensor> counted = optimizer.state().stream()
                .filter(part -> {
                    String parameter = parameter(part.name());
                    return parameter == null ? team.first() : counts(parameter, team.shard() != Shard.NONE);
                })
                .toList();
        SequencedMap<String, Tensor> all = new LinkedHashMap<>();
        collect(counted)
                .forEach((rank, parts) -> parts.forEach(part -> {
                    Layout.Piece piece = piece(rank, part.name());
                    if (piece == null) {
                        all.put(part.name(), part.tensor());
                    } else {
                        Tensor joined = all.computeIfAbsent(
                                part.name(),
                                _ -> Tensor.zeros(
                                        part.tensor().dtype(),
                                        piece.whole(part.tensor().shape())));
                        piece.of(joined).copy_(part.tensor());
                    }
                }));
        return all.entrySet().stream()
                .map(entry -> new NamedTensor(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Takes what an optimiser of this process needs of a whole state, in tensors of the current scope. */
    List<NamedTensor> ownState(Optimizer optimizer, List<NamedTensor> saved) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        saved.forEach(part -> byName.put(part.name(), part.tensor()));
        List<NamedTensor> own = new ArrayList<>();
        for (NamedTensor part : optimizer.state()) {
            Tensor all = byName.get(part.name());
            if (all != null) {
                Layout.Piece piece = piece(team.grid().rank(), part.name());
                boolean fits =
                        piece != null && Arrays.equals(piece.whole(part.tensor().shape()), all.shape());
                own.add(new NamedTensor(part.name(), piece != null && fits ? piece.of(all) : all));
            }
        }
        return own;
    }

    private Layout.@Nullable Piece piece(int rank, String part) {
        String parameter = parameter(part);
        return parameter == null ? null : layout(rank).piece(parameter);
    }

    /** Returns the parameter, or the thin matrix, that a part of an optimiser's state belongs to; null if it belongs to all. */
    private @Nullable String parameter(String part) {
        if (Factor.of(part) != null) {
            return part;
        }
        int end = part.lastIndexOf('.');
        String name = end < 0 ? part : part.substring(0, end);
        return whole.containsKey(name) ? name : null;
    }

    /** Returns in the first process what each process hands over through shared memory, by its rank; nothing elsewhere. */
    private SequencedMap<Integer, List<NamedTensor>> collect(List<NamedTensor> own) {
        List<Described[]> described = team
                .collect(JSON.writeValueAsString(own.stream()
                        .map(part -> new Described(part.name(), part.tensor().shape()))
                        .toList()))
                .stream()
                .map(text -> JSON.readValue(text, Described[].class))
                .toList();
        // the first process has its own
        List<Described[]> handedOver = described.subList(1, described.size());
        MemorySegment memory =
                team.shared(handedOver.stream().mapToLong(Assembly::bytes).sum());
        int rank = team.grid().rank();
        if (rank > 0) {
            write(own, memory.asSlice(bytesBefore(handedOver, rank - 1)));
        }
        team.all().barrier();
        SequencedMap<Integer, List<NamedTensor>> collected = new LinkedHashMap<>();
        if (team.first()) {
            collected.put(0, own);
            for (int other = 1; other < described.size(); other++) {
                collected.put(other, read(described.get(other), memory.asSlice(bytesBefore(handedOver, other - 1))));
            }
        }
        return collected;
    }

    private static long bytesBefore(List<Described[]> all, int index) {
        return all.subList(0, index).stream().mapToLong(Assembly::bytes).sum();
    }

    private static long bytes(Described... parts) {
        return Arrays.stream(parts).mapToLong(Described::bytes).sum();
    }

    private static void write(List<NamedTensor> parts, MemorySegment memory) {
        long next = 0;
        for (NamedTensor part : parts) {
            try (Scope _ = Scope.open()) {
                MemorySegment elements =
                        part.tensor().detach().to(Device.cpu()).contiguous().memory();
                memory.asSlice(next, elements.byteSize()).copyFrom(elements);
                next += elements.byteSize();
            }
        }
    }

    private static List<NamedTensor> read(Described[] parts, MemorySegment memory) {
        List<NamedTensor> read = new ArrayList<>();
        long next = 0;
        for (Described part : parts) {
            MemorySegment elements = memory.asSlice(next, part.bytes());
            read.add(new NamedTensor(part.name(), Tensor.fromMemory(elements, DType.FLOAT32, part.shape())));
            next += part.bytes();
        }
        return read;
    }
}
