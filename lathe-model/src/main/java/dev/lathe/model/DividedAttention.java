package dev.lathe.model;

import dev.lathe.model.PackedSequences.Stretch;
import dev.lathe.tensor.Attention;
import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Attends from this process's tokens of packed sequences to all that come before them, wherever they are: keys and values of all
 * tokens are gathered, queries stay where they are.
 *
 * @param rotary tables of this process's tokens, {@code [count, 1, head size]}
 * @param sequences all tokens
 * @param division which of them are this process's
 */
record DividedAttention(RotaryTables rotary, PackedSequences sequences, SequenceDivision division)
        implements AttentionPass {
    /** Prepares sequences, with tables where {@code like} is, in its type. */
    static DividedAttention over(
            DecoderConfig config, PackedSequences sequences, SequenceDivision division, Tensor like) {
        int tokens = tokens(sequences);
        Tensor positions = sequences.positions().narrow(0, division.first(tokens), division.count(tokens));
        RotaryTables tables = RotaryTables.of(config, sequences.longest())
                .map(table -> PackedAttention.place(table, like).at(positions).unsqueeze(1));
        return new DividedAttention(tables, sequences, division);
    }

    static int tokens(PackedSequences sequences) {
        return Math.toIntExact(sequences.tokens().numel());
    }

    @Override
    public Tensor mix(int layer, AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        int tokens = tokens(sequences);
        int first = division.first(tokens);
        int end = first + division.count(tokens);
        long pairs = key.size(2);
        Tensor seen = division.all(Tensor.cat(List.of(key, value), 2).squeeze(0), tokens);
        List<Tensor> mixed = new ArrayList<>();
        int from = 0;
        for (Stretch stretch : sequences.stretches()) {
            int to = from + stretch.length();
            if (to > first && from < end) {
                int begin = Math.max(from, first);
                int stop = Math.min(to, end);
                Tensor queries = query.squeeze(0).narrow(0, begin - first, stop - begin);
                mixed.add(attend(rule, queries, before(seen, stretch, from, stop), pairs));
            }
            from = to;
        }
        return Tensor.cat(mixed, 0).unsqueeze(0);
    }

    /** Returns keys and values of a stretch up to a token, and of what stands before it. */
    private Tensor before(Tensor seen, Stretch stretch, int from, int stop) {
        Tensor own = seen.narrow(0, from, stop - from);
        if (stretch.begins()) {
            return own;
        }
        int start = sequences.stretches().subList(0, stretch.before()).stream()
                .mapToInt(Stretch::length)
                .sum();
        return Tensor.cat(List.of(seen.narrow(0, start, sequences.start(stretch)), own), 0);
    }

    /** Attends from the last tokens of a sequence, {@code [count, heads, head size]}, to all of it, {@code [length, pairs, ...]}. */
    private static Tensor attend(AttentionRule rule, Tensor queries, Tensor seen, long pairs) {
        long length = seen.size(0);
        long count = queries.size(0);
        Tensor past = rule.mask(length, queries.device()).narrow(0, length - count, count);
        Tensor mask = Tensor.zeros(queries.dtype(), queries.device(), count, length)
                .maskedFill(past.logicalNot(), Double.NEGATIVE_INFINITY);
        Tensor keysAndValues = seen.transpose(0, 1).unsqueeze(0);
        return Attention.explicit(
                        queries.transpose(0, 1).unsqueeze(0),
                        keysAndValues.narrow(1, 0, pairs),
                        keysAndValues.narrow(1, pairs, pairs),
                        mask,
                        rule)
                .squeeze(0)
                .transpose(0, 1);
    }
}
