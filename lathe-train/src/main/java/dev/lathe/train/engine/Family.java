package dev.lathe.train.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Is some passages, and how many tokens they all begin with that are computed once.
 *
 * @param members in lexical order of their tokens
 * @param shared how many first tokens are shared; 0 if each passage stands alone
 */
record Family(List<Passage> members, int shared) {
    /** Shorter beginnings are not worth the calls that sharing takes. */
    private static final int WORTHWHILE = 16;

    static final Comparator<Passage> LEXICAL = Comparator.comparing(Passage::tokens, Arrays::compare);

    /** Returns how many tokens are computed for it. */
    int tokens() {
        return shared
                + members.stream()
                        .mapToInt(member -> member.tokens().length - shared)
                        .sum();
    }

    /**
     * Finds the families that need the fewest tokens, each of neighbours in lexical order: of passages that begin alike, there are
     * mostly the answers to one prompt.
     */
    static List<Family> of(List<Passage> passages) {
        List<Passage> sorted = passages.stream().sorted(LEXICAL).toList();
        int count = sorted.size();
        long[] cost = new long[count + 1];
        int[] first = new int[count + 1];
        int[] shared = new int[count + 1];
        for (int end = 1; end <= count; end++) {
            considerFamiliesUpTo(end, sorted, cost, first, shared);
        }
        return families(sorted, first, shared);
    }

    private static void considerFamiliesUpTo(int end, List<Passage> sorted, long[] cost, int[] first, int[] shared) {
        int length = sorted.get(end - 1).tokens().length;
        cost[end] = cost[end - 1] + length;
        first[end] = end - 1;
        int common = length;
        long tokens = length;
        for (int start = end - 2; start >= 0; start--) {
            common = Math.min(common, alike(sorted.get(start), sorted.get(start + 1)));
            if (common < WORTHWHILE) {
                return;
            }
            tokens += sorted.get(start).tokens().length;
            long together = cost[start] + tokens - (long) common * (end - start - 1) + WORTHWHILE;
            if (together < cost[end]) {
                cost[end] = together;
                first[end] = start;
                shared[end] = common;
            }
        }
    }

    private static List<Family> families(List<Passage> sorted, int[] first, int[] shared) {
        var families = new ArrayDeque<Family>();
        for (int end = sorted.size(); end > 0; end = first[end]) {
            families.addFirst(new Family(sorted.subList(first[end], end), shared[end]));
        }
        return List.copyOf(families);
    }

    private static int alike(Passage one, Passage other) {
        int mismatch = Arrays.mismatch(one.tokens(), other.tokens());
        return mismatch < 0 ? one.tokens().length : mismatch;
    }
}
