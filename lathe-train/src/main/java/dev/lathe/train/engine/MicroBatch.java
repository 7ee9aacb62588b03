package dev.lathe.train.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds items that go through the model together.
 *
 * @param items in the order of their passages
 * @param passages what is packed
 * @param tokens how many tokens the model computes, those that passages share once
 * @param cost how long that takes, in units of no meaning
 */
record MicroBatch<T>(List<T> items, List<Passage> passages, long tokens, long cost) {
    /** How many pairs of positions attention computes in the time that the rest of a model takes for one token, roughly. */
    private static final long PAIRS_OF_TOKEN = 4096;

    /** One item on its way into a micro-batch. */
    private record Unit<T>(T item, List<Passage> passages) {}

    /**
     * Splits a batch into micro-batches of like size, items with shared beginnings side by side. The split depends on the passages
     * alone.
     *
     * @param tokens the most tokens of a micro-batch; a larger item goes alone
     * @param workers of how many there should be a multiple, where there are enough items
     */
    static <T> List<MicroBatch<T>> split(List<T> batch, Learning<T> learning, int tokens, int workers) {
        List<Unit<T>> units = batch.stream()
                .map(item -> new Unit<>(item, learning.passages(item)))
                .toList();
        List<Family> families = Family.of(
                units.stream().flatMap(unit -> unit.passages().stream()).toList());
        Filling<T> filling = new Filling<>(units, families);
        int needed = filling.fill(tokens).size();
        int wanted = Math.ceilDiv(Math.max(1, needed), workers) * workers;
        return filling.fill(smallestLimit(filling, tokens, wanted)).stream()
                .map(MicroBatch::of)
                .toList();
    }

    /** Returns the least tokens a micro-batch must be allowed for there to be no more of them than wanted. */
    private static <T> long smallestLimit(Filling<T> filling, long most, int wanted) {
        long low = 1;
        long high = most;
        while (low < high) {
            long middle = (low + high) / 2;
            if (filling.fill(middle).size() <= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    private static <T> MicroBatch<T> of(List<Unit<T>> units) {
        List<Passage> passages =
                units.stream().flatMap(unit -> unit.passages().stream()).toList();
        List<Family> packed = Family.of(passages);
        return new MicroBatch<>(
                units.stream().map(Unit::item).toList(),
                passages,
                packed.stream().mapToLong(Family::tokens).sum(),
                packed.stream().mapToLong(MicroBatch::cost).sum());
    }

    /** Deals micro-batches to workers so that their costs are alike; each worker's share is in a fixed order. */
    static <T> List<List<MicroBatch<T>>> deal(List<MicroBatch<T>> parts, int workers) {
        List<List<MicroBatch<T>>> shares = new ArrayList<>();
        long[] costs = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        List<MicroBatch<T>> largestFirst = parts.stream()
                .sorted(Comparator.comparingLong((MicroBatch<T> part) -> part.cost())
                        .reversed())
                .toList();
        for (MicroBatch<T> part : largestFirst) {
            int cheapest = 0;
            for (int worker = 1; worker < workers; worker++) {
                if (costs[worker] < costs[cheapest]) {
                    cheapest = worker;
                }
            }
            shares.get(cheapest).add(part);
            costs[cheapest] += part.cost();
        }
        return shares;
    }

    /** Fills micro-batches one after the other. */
    private static final class Filling<T> {
        private final IdentityHashMap<Passage, Family> families = new IdentityHashMap<>();
        private final List<Unit<T>> units;

        Filling(List<Unit<T>> units, List<Family> families) {
            IdentityHashMap<Passage, Integer> places = new IdentityHashMap<>();
            for (Family family : families) {
                for (Passage member : family.members()) {
                    this.families.put(member, family);
                    places.put(member, places.size());
                }
            }
            this.units = units.stream()
                    .sorted(Comparator.comparingInt((Unit<T> unit) -> unit.passages().stream()
                            .mapToInt(passage -> Objects.requireNonNull(places.get(passage)))
                            .min()
                            .orElse(0)))
                    .toList();
        }

        /** Fills each up to a limit. */
        List<List<Unit<T>>> fill(long limit) {
            List<List<Unit<T>>> filled = new ArrayList<>();
            Set<Family> present = Collections.newSetFromMap(new IdentityHashMap<>());
            long size = 0;
            for (Unit<T> unit : units) {
                if (filled.isEmpty() || size + more(unit, present) > limit) {
                    filled.add(new ArrayList<>());
                    present.clear();
                    size = 0;
                }
                size += more(unit, present);
                filled.getLast().add(unit);
                unit.passages().forEach(passage -> present.add(family(passage)));
            }
            return filled;
        }

        /** Returns by how many tokens a unit makes a micro-batch larger that has some families already. */
        private long more(Unit<T> unit, Set<Family> present) {
            Set<Family> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
            long more = 0;
            for (Passage passage : unit.passages()) {
                Family family = family(passage);
                boolean shares = present.contains(family) || !fresh.add(family);
                more += passage.tokens().length - (shares ? family.shared() : 0);
            }
            return more;
        }

        private Family family(Passage passage) {
            return Objects.requireNonNull(families.get(passage));
        }
    }

    private static long cost(Family family) {
        long shared = family.shared();
        long pairs = shared * shared / 2;
        for (Passage member : family.members()) {
            long rest = member.tokens().length - shared;
            pairs += rest * (shared + rest / 2);
        }
        return family.tokens() * PAIRS_OF_TOKEN + pairs;
    }
}
