package dev.lathe.model.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Knows which blocks hold the keys and values of which tokens. A block is found by its own tokens and a hash of all before them. The
 * last block of a sequence that has ended, which is not full, is found by what it begins with; as it is going to be written, one
 * sequence only can have it.
 */
final class PrefixCache {
    /** The tokens of a block after a prefix. */
    private record Content(long prefix, int[] tokens) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content content
                    && prefix == content.prefix
                    && Arrays.equals(tokens, content.tokens);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(prefix) + Arrays.hashCode(tokens);
        }
    }

    /**
     * A block that is not full.
     *
     * @param tokens how many of the wanted tokens it begins with
     */
    record Tail(int block, int tokens) {}

    private final Map<Content, Integer> blocks = new HashMap<>();
    private final Map<Long, List<Integer>> tails = new HashMap<>();
    private final @Nullable Content[] contents;
    private final boolean[] full;

    PrefixCache(int blocks) {
        contents = new Content[blocks];
        full = new boolean[blocks];
    }

    boolean knows(int block) {
        return contents[block] != null;
    }

    OptionalInt find(long prefix, int[] tokens) {
        Integer block = blocks.get(new Content(prefix, tokens));
        return block == null ? OptionalInt.empty() : OptionalInt.of(block);
    }

    /** Remembers a full block, unless another holds the same. */
    void put(int block, long prefix, int[] tokens) {
        Content content = new Content(prefix, tokens);
        if (blocks.putIfAbsent(content, block) == null) {
            contents[block] = content;
            full[block] = true;
        }
    }

    /** Remembers a block that is not full. */
    void putTail(int block, long prefix, int[] tokens) {
        contents[block] = new Content(prefix, tokens);
        full[block] = false;
        tails.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(block);
    }

    /** Finds the block that shares the most tokens with those wanted after a prefix, or null. */
    @Nullable
    Tail findTail(long prefix, int[] wanted) {
        Tail best = null;
        for (int block : tails.getOrDefault(prefix, List.of())) {
            int[] tokens = Objects.requireNonNull(contents[block]).tokens;
            int mismatch = Arrays.mismatch(tokens, wanted);
            int common = mismatch < 0 ? tokens.length : mismatch;
            if (common > (best == null ? 0 : best.tokens)) {
                best = new Tail(block, common);
            }
        }
        return best;
    }

    /** Forgets what a block holds. */
    void remove(int block) {
        Content content = Objects.requireNonNull(contents[block]);
        contents[block] = null;
        if (full[block]) {
            blocks.remove(content);
        } else {
            tails.computeIfPresent(content.prefix, (_, same) -> without(block, same));
        }
    }

    private static @Nullable List<Integer> without(int block, List<Integer> same) {
        same.removeIf(other -> other == block);
        return same.isEmpty() ? null : same;
    }

    void clear() {
        blocks.clear();
        tails.clear();
        Arrays.fill(contents, null);
    }
}
