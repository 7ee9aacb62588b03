package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holds the bytes of all tokens as a tree of common beginnings, its nodes laid out in the order in which a walk meets them. */
final class TokenTrie {
    /** Frames that one mask may need; few masks need a hundredth of it. */
    private static final long MOST_WORK = 1_000_000;

    private final List<byte[]> texts;
    private final byte[] labels;
    private final int[] depths;

    /** Where the walk goes on if it does not go below a node. */
    private final int[] skips;

    /** Where in the list of tokens those begin that end at a node. */
    private final int[] firsts;

    private final int[] tokens;
    private final int deepest;

    /**
     * Makes the tree.
     *
     * @param texts the bytes of each token; those without bytes are left out
     */
    TokenTrie(List<byte[]> texts) {
        this.texts = texts;
        tokens = IntStream.range(0, texts.size())
                .filter(token -> texts.get(token).length > 0)
                .boxed()
                .sorted(Comparator.comparing(texts::get, Arrays::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        int most = texts.stream().mapToInt(text -> text.length).sum();
        byte[] label = new byte[most];
        int[] depth = new int[most];
        int[] first = new int[most + 1];
        int nodes = 0;
        byte[] before = {};
        for (int i = 0; i < tokens.length; i++) {
            byte[] text = texts.get(tokens[i]);
            int common = Arrays.mismatch(before, text);
            for (int at = common < 0 ? text.length : common; at < text.length; at++) {
                label[nodes] = text[at];
                depth[nodes] = at;
                first[nodes++] = i;
            }
            first[nodes] = i + 1;
            before = text;
        }
        labels = Arrays.copyOf(label, nodes);
        depths = Arrays.copyOf(depth, nodes);
        firsts = Arrays.copyOf(first, nodes + 1);
        skips = skips(depths);
        deepest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
    }

    private static int[] skips(int[] depths) {
        int[] skips = new int[depths.length];
        int[] open = new int[depths.length + 1];
        int count = 0;
        for (int node = 0; node < depths.length; node++) {
            while (count > 0 && depths[open[count - 1]] >= depths[node]) {
                skips[open[--count]] = node;
            }
            open[count++] = node;
        }
        while (count > 0) {
            skips[open[--count]] = depths.length;
        }
        return skips;
    }

    /** Returns the bytes of a token; none if no token has this id. */
    byte[] bytes(int token) {
        return token < texts.size() ? texts.get(token) : new byte[0];
    }

    /**
     * Returns the tokens whose bytes a reader can read from a position.
     *
     * @throws UserError if there are so many ways to read them that it would take long
     */
    MutableBits readable(Reader reader, Position from) {
        MutableBits found = new MutableBits(texts.size());
        Position[] path = new Position[deepest + 1];
        path[0] = from;
        long most = reader.made() + MOST_WORK;
        int node = 0;
        while (node < labels.length) {
            int depth = depths[node];
            Position next = reader.step(path[depth], labels[node]);
            if (next.dead()) {
                node = skips[node];
                continue;
            }
            if (reader.made() > most) {
                throw new UserError("the constraint is too large: too many texts can be read in many ways");
            }
            path[depth + 1] = next;
            for (int i = firsts[node]; i < firsts[node + 1]; i++) {
                found.set(tokens[i]);
            }
            node++;
        }
        return found;
    }
}
