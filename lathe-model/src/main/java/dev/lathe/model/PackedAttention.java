package dev.lathe.model;

import dev.lathe.model.PackedSequences.Stretch;
import dev.lathe.tensor.Attention;
import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Rotary;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Attends within packed sequences, each position to itself and those before it in its sequence: for training and for scoring. A pass
 * is one row: batch is 1, time counts the tokens of all sequences. Stretches of one length behind the same stretch are computed together.
 *
 * @param rotary tables {@code [tokens, 1, head size]}
 * @param blocks the stretches, those that are computed together as one
 * @param masks for each window {@code [longest, longest]}: 0 where a position may look, -infinity elsewhere
 */
record PackedAttention(RotaryTables rotary, List<Block> blocks, Map<Integer, Tensor> masks) implements AttentionPass {
    /**
     * Is neighbouring stretches of one length behind the same one.
     *
     * @param first the number of the first stretch
     * @param count how many there are
     * @param stretch what they are like
     * @param start how many tokens stand before each
     */
    record Block(int first, int count, Stretch stretch, int start) {
        private int tokens() {
            return count * stretch.length();
        }

        private boolean holds(int number) {
            return number >= first && number < first + count;
        }
    }

    /** Keys and values of a block, {@code [count, heads, length, head size]}. */
    private record Seen(Tensor keys, Tensor values) {
        Seen one(int number) {
            return new Seen(keys.narrow(0, number, 1), values.narrow(0, number, 1));
        }

        /** Puts others in front, the same ones in front of each. */
        Seen behind(Seen before) {
            return new Seen(join(before.keys, keys), join(before.values, values));
        }

        private static Tensor join(Tensor before, Tensor own) {
            return Tensor.cat(List.of(before.expand(own.size(0), -1, -1, -1), own), 2);
        }
    }

    /** Prepares sequences, with tables and masks where {@code like} is, in its type. */
    static PackedAttention over(DecoderConfig config, PackedSequences sequences, Tensor like) {
        int longest = sequences.longest();
        Tensor positions = sequences.positions();
        RotaryTables tables = RotaryTables.of(config, longest)
                .map(table -> place(table, like).at(positions).unsqueeze(1));
        Map<Integer, Tensor> masks = new HashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            masks.computeIfAbsent(rule.window(), _ -> mask(rule, longest, like));
        }
        return new PackedAttention(tables, blocks(sequences), masks);
    }

    private static List<Block> blocks(PackedSequences sequences) {
        List<Block> blocks = new ArrayList<>();
        List<Stretch> stretches = sequences.stretches();
        int first = 0;
        while (first < stretches.size()) {
            Stretch stretch = stretches.get(first);
            int end = first + 1;
            while (end < stretches.size() && stretches.get(end).equals(stretch)) {
                end++;
            }
            blocks.add(new Block(first, end - first, stretch, sequences.start(stretch)));
            first = end;
        }
        return blocks;
    }

    private static Tensor mask(AttentionRule rule, long time, Tensor like) {
        return Tensor.zeros(like.dtype(), like.device(), time, time)
                .maskedFill(rule.mask(time, like.device()).logicalNot(), Double.NEGATIVE_INFINITY);
    }

    static Rotary place(Rotary table, Tensor like) {
        return new Rotary(table.pairing(), place(table.cosines(), like), place(table.signedSines(), like));
    }

    private static Tensor place(Tensor tensor, Tensor like) {
        return tensor.to(like.device()).to(like.dtype());
    }

    @Override
    public Tensor mix(int layer, AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        List<Tensor> queries = split(query);
        List<Tensor> keys = split(key);
        List<Tensor> values = split(value);
        List<Tensor> mixed = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Seen own = new Seen(heads(keys.get(i), block), heads(values.get(i), block));
            seen.add(own);
            Seen all = block.stretch().begins() ? own : own.behind(before(block.stretch(), seen));
            Tensor attended = attend(rule, block, heads(queries.get(i), block), all);
            mixed.add(attended.transpose(1, 2).reshape(block.tokens(), query.size(2), query.size(3)));
        }
        return (mixed.size() == 1 ? mixed.getFirst() : Tensor.cat(mixed, 0)).unsqueeze(0);
    }

    private List<Tensor> split(Tensor heads) {
        return blocks.size() == 1
                ? List.of(heads.squeeze(0))
                : heads.squeeze(0)
                        .split(blocks.stream().mapToLong(Block::tokens).toArray(), 0);
    }

    private static Tensor heads(Tensor tokens, Block block) {
        return tokens.reshape(block.count(), block.stretch().length(), tokens.size(1), tokens.size(2))
                .transpose(1, 2);
    }

    private Seen before(Stretch stretch, List<Seen> seen) {
        int number = stretch.before();
        for (int i = 0; i < seen.size(); i++) {
            if (blocks.get(i).holds(number)) {
                return seen.get(i).one(number - blocks.get(i).first());
            }
        }
        throw new IllegalStateException("no stretch " + number + " before " + stretch);
    }

    private Tensor attend(AttentionRule rule, Block block, Tensor queries, Seen seen) {
        // the fused kernel is the faster of the two in float32, and the slower in bfloat16
        boolean fused = queries.dtype() == DType.FLOAT32 && rule.softCap() == 0;
        if (!fused) {
            return Attention.explicit(queries, seen.keys(), seen.values(), mask(rule, block), rule);
        }
        boolean everything = rule.window() == 0 && block.stretch().begins();
        return queries.scaledDotProductAttention(
                seen.keys(), seen.values(), everything ? null : mask(rule, block), everything, rule.scale());
    }

    private Tensor mask(AttentionRule rule, Block block) {
        return Objects.requireNonNull(masks.get(rule.window()))
                .narrow(0, block.start(), block.stretch().length())
                .narrow(1, 0, block.start() + (long) block.stretch().length());
    }
}
