package dev.lathe.train.engine;

import dev.lathe.model.PackedSequences;
import dev.lathe.model.PackedSequences.Stretch;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** Lays passages one behind the other: first what families share and what stands alone, then what follows the shared beginnings. */
final class Packing {
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<long[]> tokens = new ArrayList<>();
    private final IdentityHashMap<Passage, Lain> lain = new IdentityHashMap<>();
    private int length;

    /**
     * Says where a passage lies.
     *
     * @param beginning where its first token lies
     * @param shared how many tokens lie there in a row
     * @param rest where the token after those lies
     */
    private record Lain(int beginning, int shared, int rest) {
        int place(int place) {
            return place < shared ? beginning + place : rest + place - shared;
        }
    }

    /** One passage behind what its family shares, on its way. */
    private record Follower(Passage passage, int shared, int before, int beginning) {
        int length() {
            return passage.tokens().length - shared;
        }
    }

    private Packing() {}

    /** Packs passages for a device. Tensors belong to the innermost scope. */
    static Rows of(List<Passage> passages, Device device) {
        Packing packing = new Packing();
        List<Follower> followers = packing.lay(Family.of(passages));
        followers.stream()
                .sorted(Comparator.comparingInt(Follower::before).thenComparingInt(Follower::length))
                .forEach(packing::lay);
        return packing.rows(passages, device);
    }

    /** Lays what families begin with, of like length together, and returns what follows. */
    private List<Follower> lay(List<Family> families) {
        List<Follower> followers = new ArrayList<>();
        for (Family family : families.stream()
                .sorted(Comparator.comparingInt(Packing::beginning))
                .toList()) {
            Passage first = family.members().getFirst();
            int before = stretches.size();
            int beginning = append(Stretch.NONE, first.tokens(), 0, beginning(family));
            if (family.shared() == 0) {
                lain.put(first, new Lain(beginning, first.tokens().length, 0));
            } else {
                family.members()
                        .forEach(member -> followers.add(new Follower(member, family.shared(), before, beginning)));
            }
        }
        return followers;
    }

    private static int beginning(Family family) {
        return family.shared() == 0 ? family.members().getFirst().tokens().length : family.shared();
    }

    private void lay(Follower follower) {
        int[] all = follower.passage().tokens();
        int rest = follower.length() == 0 ? 0 : append(follower.before(), all, follower.shared(), all.length);
        lain.put(follower.passage(), new Lain(follower.beginning(), follower.shared(), rest));
    }

    private int append(int before, int[] source, int from, int to) {
        int start = length;
        long[] copy = new long[to - from];
        for (int i = from; i < to; i++) {
            copy[i - from] = source[i];
        }
        stretches.add(new Stretch(before, copy.length));
        tokens.add(copy);
        length += copy.length;
        return start;
    }

    private Rows rows(List<Passage> passages, Device device) {
        long[] all = new long[length];
        int next = 0;
        for (long[] part : tokens) {
            System.arraycopy(part, 0, all, next, part.length);
            next += part.length;
        }
        long[] places = passages.stream()
                .flatMapToInt(passage ->
                        Arrays.stream(passage.places()).map(Objects.requireNonNull(lain.get(passage))::place))
                .asLongStream()
                .toArray();
        return new Rows(
                new PackedSequences(Tensor.of(all, device, length), stretches),
                Tensor.of(places, device, places.length));
    }
}
