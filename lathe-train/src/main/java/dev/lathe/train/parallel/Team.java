package dev.lathe.train.parallel;

import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.MatrixParts;
import dev.lathe.tensor.ProcessGroup;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Traffic;
import dev.lathe.train.recipe.ParallelRecipe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the processes that train one model, seen from one of them. All run the same program and make the same calls in the same order;
 * the first of them is the one that the user sees, that plays episodes and that writes files.
 */
public final class Team implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Grid grid;
    private final ParallelRecipe recipe;
    private final ProcessGroup all;
    private final SharedMemory memory;
    private final Map<Set<Axis>, ProcessGroup> groups = new HashMap<>();

    private Team(ParallelRecipe recipe, int rank, ProcessGroup all, SharedMemory memory) {
        this.recipe = recipe;
        this.memory = memory;
        this.all = all;
        grid = Grid.of(recipe, rank);
    }

    /** Returns a team of this process alone. */
    public static Team alone() {
        return new Team(
                new ParallelRecipe(1, ParallelRecipe.Shard.NONE, 1, 1, 1, 1),
                0,
                ProcessGroup.alone(),
                new SharedMemory(Path.of("unused")));
    }

    /**
     * Meets the others.
     *
     * @param meeting a folder where all find each other, empty at first
     * @param patience how long one may wait for another
     */
    public static Team join(ParallelRecipe recipe, Path meeting, int rank, Duration patience) {
        return new Team(
                recipe,
                rank,
                ProcessGroup.join(meeting, rank, recipe.processes(), patience),
                new SharedMemory(meeting.resolve("memory")));
    }

    /** Returns where this process stands. */
    public Grid grid() {
        return grid;
    }

    /** Returns what is divided among the processes with different sequences. */
    public ParallelRecipe.Shard shard() {
        return recipe.shard();
    }

    /** Returns how training is divided among the processes. */
    public ParallelRecipe recipe() {
        return recipe;
    }

    /** Tells whether this process is the one that the user sees. */
    public boolean first() {
        return grid.rank() == 0;
    }

    /** Tells whether there are other processes. */
    public boolean together() {
        return grid.processes() > 1;
    }

    /** Returns all processes. */
    public ProcessGroup all() {
        return all;
    }

    /** Returns the processes that differ from this one in these axes alone. */
    public ProcessGroup group(Axis... axes) {
        Set<Axis> key = new TreeSet<>(Set.of(axes));
        return groups.computeIfAbsent(key, _ -> all.part(name(key), grid.alike(key)));
    }

    private static String name(Set<Axis> axes) {
        return axes.toString().replaceAll("[^A-Z]+", "-");
    }

    /** Says which parts of a model's matrices this process has. */
    public MatrixParts parts(DecoderConfig model) {
        Layout layout = new Layout(model, grid);
        return new MatrixParts(group(Axis.TENSOR), name -> {
            Layout.Piece piece = layout.piece(name);
            return piece == null ? OptionalInt.empty() : OptionalInt.of(piece.dim());
        });
    }

    /** Returns what this process has spent on talking to others. */
    public Traffic traffic() {
        return all.traffic();
    }

    /** Returns at least so many bytes of memory that all processes see. */
    MemorySegment shared(long bytes) {
        return memory.atLeast(bytes);
    }

    /** Returns what the first process says. */
    public boolean agree(boolean own) {
        return together() ? tell(() -> Boolean.toString(own)).equals("true") : own;
    }

    /** Returns to all what the first process alone works out. */
    public String tell(Supplier<String> work) {
        if (!together()) {
            return work.get();
        }
        try (Scope _ = Scope.open()) {
            byte[] own = first() ? work.get().getBytes(StandardCharsets.UTF_8) : new byte[0];
            int length = (int)
                    all.broadcast(Tensor.of(new long[] {own.length}, 1), 0).item();
            Tensor text = first()
                    ? Tensor.fromMemory(MemorySegment.ofArray(own), DType.UINT8, length)
                    : Tensor.empty(DType.UINT8, Device.cpu(), length);
            all.broadcast(text, 0);
            return new String(text.memory().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    /** Returns to all what the first process alone works out: something that records are made of. */
    public <T> T tell(Class<T> type, Supplier<T> work) {
        return together() ? JSON.readValue(tell(() -> JSON.writeValueAsString(work.get())), type) : work.get();
    }

    /** Returns what each process says, in the order of their ranks. */
    List<String> collect(String own) {
        if (!together()) {
            return List.of(own);
        }
        try (Scope _ = Scope.open()) {
            byte[] text = own.getBytes(StandardCharsets.UTF_8);
            long[] lengths =
                    all.allGather(Tensor.of(new long[] {text.length}, 1)).toLongs();
            int longest = (int) Arrays.stream(lengths).max().orElse(0);
            byte[] padded = Arrays.copyOf(text, longest);
            byte[] texts = all.allGather(Tensor.fromMemory(MemorySegment.ofArray(padded), DType.UINT8, longest))
                    .memory()
                    .toArray(ValueLayout.JAVA_BYTE);
            return IntStream.range(0, lengths.length)
                    .mapToObj(rank -> new String(texts, rank * longest, (int) lengths[rank], StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Override
    public void close() {
        groups.values().forEach(ProcessGroup::close);
        all.close();
        memory.close();
    }
}
