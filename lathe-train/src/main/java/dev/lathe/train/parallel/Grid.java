package dev.lathe.train.parallel;

import dev.lathe.train.recipe.ParallelRecipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says where a process stands among all, with a coordinate on each axis. Ranks count along the last axis first.
 *
 * @param sizes how many processes there are along each axis
 * @param rank which one this is
 */
public record Grid(SequencedMap<Axis, Integer> sizes, int rank) {
    /** Checks the rank. */
    public Grid {
        if (rank < 0 || rank >= product(sizes.values().stream())) {
            throw new IllegalArgumentException("rank %d is not one of %s".formatted(rank, sizes));
        }
    }

    private static int product(Stream<Integer> sizes) {
        return sizes.reduce(1, Math::multiplyExact);
    }

    /** Returns the place of a process of a recipe. */
    public static Grid of(ParallelRecipe recipe, int rank) {
        SequencedMap<Axis, Integer> sizes = new LinkedHashMap<>();
        for (Axis axis : Axis.values()) {
            sizes.put(axis, size(recipe, axis));
        }
        return new Grid(sizes, rank);
    }

    private static int size(ParallelRecipe recipe, Axis axis) {
        return switch (axis) {
            case DATA -> recipe.data();
            case PIPELINE -> recipe.pipeline();
            case SEQUENCE -> recipe.sequence();
            case EXPERT -> recipe.expert();
            case TENSOR -> recipe.tensor();
        };
    }

    /** Returns the place of another process in the same grid. */
    public Grid at(int other) {
        return new Grid(sizes, other);
    }

    /** Returns how many processes there are. */
    public int processes() {
        return product(sizes.values().stream());
    }

    /** Returns how many processes there are along an axis. */
    public int size(Axis axis) {
        return sizes.getOrDefault(axis, 1);
    }

    /** Returns where on an axis this process is, from 0. */
    public int place(Axis axis) {
        int below = product(sizes.keySet().stream()
                .filter(other -> other.compareTo(axis) > 0)
                .map(this::size));
        return rank / below % size(axis);
    }

    /** Returns the ranks that differ from this process in these axes alone, this one among them, in order. */
    List<Integer> alike(Set<Axis> axes) {
        return IntStream.range(0, processes())
                .filter(other -> Arrays.stream(Axis.values())
                        .allMatch(axis -> axes.contains(axis) || at(other).place(axis) == place(axis)))
                .boxed()
                .toList();
    }
}
