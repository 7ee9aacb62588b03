package dev.lathe.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws from lists. */
final class Draws {
    private Draws() {}

    static <T> T one(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    static <T> List<T> shuffled(List<T> from, RandomGenerator random) {
        return some(from, from.size(), random);
    }

    /** Returns so many different elements, in random order. */
    static <T> List<T> some(List<T> from, int count, RandomGenerator random) {
        List<T> pool = new ArrayList<>(from);
        for (int i = 0; i < count; i++) {
            Collections.swap(pool, i, i + random.nextInt(pool.size() - i));
        }
        return List.copyOf(pool.subList(0, count));
    }

    /** Returns an element other than those to avoid. */
    static String other(List<String> from, List<String> avoid, RandomGenerator random) {
        List<String> rest = new ArrayList<>(from);
        rest.removeAll(avoid);
        return one(rest, random);
    }
}
