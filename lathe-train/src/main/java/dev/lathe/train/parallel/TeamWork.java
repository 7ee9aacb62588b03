package dev.lathe.train.parallel;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Operators;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Traffic;
import dev.lathe.train.engine.Cooperation;
import dev.lathe.train.engine.Route;
import dev.lathe.train.engine.Totals;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Is the cooperation of a team on one model, seen from one of its processes. */
public final class TeamWork implements Cooperation {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Team team;
    private final Layout layout;
    private final SequencedMap<String, Tensor> whole;
    private final SequencedMap<String, Tensor> own = new LinkedHashMap<>();
    private final @Nullable LayerShards layers;
    private final @Nullable Shards states;
    private final TeamRoute route;
    private final GradientSums sums;
    private final Assembly assembly;
    /** What the optimisers of all processes change, as it is dealt among them; null if each changes all. */
    private @Nullable Shards moved;

    private Traffic before;

    /**
     * Divides a model as the team says.
     *
     * @param whole all parameters, of which parts are copied where this process has only parts; they stay the caller's
     */
    public TeamWork(Team team, DecoderConfig config, SequencedMap<String, Tensor> whole) {
        this.team = team;
        this.whole = whole;
        layout = new Layout(config, team.grid());
        whole.forEach((name, tensor) -> {
            if (layout.holds(name)) {
                own.put(name, part(name, tensor));
            }
        });
        layers = team.shard() == Shard.PARAMETERS ? shareLayers(config) : null;
        states =
                team.shard() == Shard.NONE ? null : Shards.deal(own, team.grid().size(Axis.DATA));
        route = new TeamRoute(team, layout, layers);
        sums = new GradientSums(team, layout);
        assembly = new Assembly(team, config, whole);
        before = team.traffic();
    }

    private Tensor part(String name, Tensor tensor) {
        Layout.Piece piece = layout.piece(name);
        if (piece == null) {
            return tensor;
        }
        try (Scope scope = Scope.open()) {
            return piece.of(tensor).copy().leaveScope();
        }
    }

    /** Moves the layers' matrices out of what every process has. */
    private LayerShards shareLayers(DecoderConfig config) {
        SequencedMap<String, Tensor> matrices = new LinkedHashMap<>();
        own.forEach((name, tensor) -> {
            if (LayerShards.applies(name, tensor)) {
                matrices.put(name, tensor);
            }
        });
        LayerShards shared = new LayerShards(config, team.group(Axis.DATA), matrices);
        matrices.forEach((name, matrix) -> closeCopy(name, Objects.requireNonNull(own.remove(name))));
        return shared;
    }

    private void closeCopy(String name, Tensor tensor) {
        if (tensor != whole.get(name)) {
            tensor.close();
        }
    }

    /** Returns the model as its configuration looks to this process. */
    public DecoderConfig config() {
        return layout.local();
    }

    /** Returns the parameters that this process has all the time. */
    public SequencedMap<String, Tensor> parameters() {
        return own;
    }

    @Override
    public SequencedMap<String, Tensor> optimized(SequencedMap<String, Tensor> parameters) {
        SequencedMap<String, Tensor> changed = new LinkedHashMap<>();
        own.forEach((name, tensor) -> {
            if (states == null || states.owns(team.grid().place(Axis.DATA), name)) {
                changed.put(name, tensor);
            }
        });
        if (layers != null) {
            changed.putAll(layers.owned());
        }
        return changed;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public int shares() {
        return team.grid().size(Axis.DATA);
    }

    @Override
    public int share() {
        return team.grid().place(Axis.DATA);
    }

    @Override
    public boolean speaks() {
        return layout.last();
    }

    @Override
    public void requireTokens(long tokens) {
        Fitness.requireTokens(team.grid().size(Axis.SEQUENCE), tokens);
    }

    @Override
    public void idle(int passes, int stages, boolean back, Map<String, Tensor> parameters) {
        for (int pass = 0; layers != null && pass < passes; pass++) {
            layers.idle(stages, back, parameters);
        }
    }

    @Override
    public Totals sum(Totals mine) {
        route.settle();
        Grid grid = team.grid();
        boolean counts = grid.place(Axis.TENSOR) + grid.place(Axis.SEQUENCE) + grid.place(Axis.EXPERT) == 0;
        Totals counted = counts && layout.last() ? mine : Totals.NONE;
        return team.collect(JSON.writeValueAsString(counted)).stream()
                .map(text -> JSON.readValue(text, Totals.class))
                .reduce(Totals.NONE, Totals::plus);
    }

    @Override
    public List<float[]> join(List<TrainingSample> samples, Map<TrainingSample, float[]> mine) {
        route.settle();
        float[] all =
                new float[samples.stream().mapToInt(TrainingSample::learned).sum()];
        int start = 0;
        for (TrainingSample sample : samples) {
            float[] read = mine.get(sample);
            if (read != null) {
                System.arraycopy(read, 0, all, start, read.length);
            }
            start += sample.learned();
        }
        List<float[]> joined = new ArrayList<>();
        try (Scope _ = Scope.open()) {
            float[] read = team.group(Axis.DATA, Axis.PIPELINE)
                    .allReduce(Tensor.of(all, all.length))
                    .toFloats();
            int from = 0;
            for (TrainingSample sample : samples) {
                joined.add(Arrays.copyOfRange(read, from, from + sample.learned()));
                from += sample.learned();
            }
        }
        return joined;
    }

    @Override
    public void begin(Optimizer optimizer) {
        if (states != null) {
            moved = states.only(changedByAny(optimizer));
        }
    }

    private Set<String> changedByAny(Optimizer optimizer) {
        String[] names = optimizer.parameters().stream().map(NamedTensor::name).toArray(String[]::new);
        return team.collect(JSON.writeValueAsString(names)).stream()
                .flatMap(text -> Arrays.stream(JSON.readValue(text, String[].class)))
                .collect(Collectors.toSet());
    }

    @Override
    public List<NamedTensor> learned(Optimizer optimizer) {
        Shards shared = moved;
        return shared == null
                ? optimizer.parameters()
                : own.entrySet().stream()
                        .filter(entry -> shared.has(entry.getKey()))
                        .map(entry -> new NamedTensor(entry.getKey(), entry.getValue()))
                        .toList();
    }

    @Override
    public List<Tensor> reduce(List<Tensor> gradients, Optimizer optimizer) {
        if (moved == null) {
            return ordered(
                    sums.add(named(optimizer.stepped(), optimizer.condense(gradients)), null), optimizer.stepped());
        }
        Map<String, Tensor> summed = sums.add(named(learned(optimizer), gradients), moved);
        if (layers != null) {
            for (String name : layers.owned().keySet()) {
                summed.put(name, sums.addKept(name, layers.takeGradient(name)));
            }
        }
        SequencedMap<String, Tensor> stepped =
                named(optimizer.stepped(), optimizer.condense(ordered(summed, optimizer.parameters())));
        sums.addFactors(stepped);
        return ordered(stepped, optimizer.stepped());
    }

    private static List<Tensor> ordered(Map<String, Tensor> tensors, List<NamedTensor> names) {
        return names.stream()
                .map(named -> Objects.requireNonNull(tensors.get(named.name())))
                .toList();
    }

    private static SequencedMap<String, Tensor> named(List<NamedTensor> names, List<Tensor> tensors) {
        SequencedMap<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i).name(), tensors.get(i));
        }
        return named;
    }

    @Override
    public double clip(List<Tensor> gradients, Optimizer optimizer, double maximum) {
        List<NamedTensor> stepped = optimizer.stepped();
        boolean shared = team.shard() != Shard.NONE;
        double squares = 0;
        for (int i = 0; i < stepped.size(); i++) {
            boolean counts = layout.counts(stepped.get(i).name())
                    && (shared || team.grid().place(Axis.DATA) == 0);
            if (counts) {
                try (Scope _ = Scope.open()) {
                    squares += gradients.get(i).to(DType.FLOAT64).square().sum().item();
                }
            }
        }
        double norm;
        try (Scope _ = Scope.open()) {
            norm = Math.sqrt(
                    team.all().allReduce(Tensor.of(new double[] {squares}, 1)).item());
        }
        if (norm > maximum && Double.isFinite(norm) && !gradients.isEmpty()) {
            Operators.call("aten::_foreach_mul_", "Scalar", gradients, maximum / norm);
        }
        return norm;
    }

    @Override
    public void spread() {
        if (moved == null || moved.length() == 0) {
            return;
        }
        ProcessGroup group = team.group(Axis.DATA);
        try (Scope _ = Scope.open()) {
            Tensor all = group.allGather(moved.pack(group.rank(), own));
            moved.unpackAll(all)
                    .forEach((name, tensor) ->
                            Objects.requireNonNull(own.get(name)).copy_(tensor));
        }
    }

    @Override
    public void gather() {
        SequencedMap<String, Tensor> mine = new LinkedHashMap<>(own);
        if (layers != null) {
            mine.putAll(layers.owned());
        }
        assembly.parameters(mine);
    }

    @Override
    public List<NamedTensor> optimizerState(Optimizer optimizer) {
        return assembly.state(optimizer);
    }

    @Override
    public void restore(Optimizer optimizer, List<NamedTensor> saved) {
        refill(own);
        if (layers != null) {
            refill(layers.owned());
        }
        try (Scope _ = Scope.open()) {
            optimizer.load(assembly.ownState(optimizer, saved));
        }
    }

    /** Takes parts anew of whole parameters, which were read in the meantime. */
    private void refill(SequencedMap<String, Tensor> parts) {
        parts.forEach((name, part) -> {
            Tensor all = Objects.requireNonNull(whole.get(name));
            Layout.Piece piece = layout.piece(name);
            if (part != all) {
                try (Scope _ = Scope.open()) {
                    part.copy_(piece == null ? all : piece.of(all));
                }
            }
        });
    }

    @Override
    public Metrics spent(double seconds) {
        Traffic now = team.traffic();
        Traffic spent = now.since(before);
        before = now;
        return Metrics.of("communication_share", spent.seconds() / seconds)
                .with("communication_bytes", (double) spent.bytes());
    }

    @Override
    public void close() {
        own.forEach(this::closeCopy);
        if (layers != null) {
            layers.close();
        }
    }
}
