package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes over parts of a tensor {@code [learned]}: by part rather than by index, so that no order of additions can vary. */
final class Sequences {
    private Sequences() {}

    /** Gives every token the mean over its part. */
    static Tensor means(Tensor values, long[] lengths) {
        return spread(values, lengths, part -> part.mean(0, true).expand(part.numel()));
    }

    /** Gives every token the sum over its part. */
    static Tensor sums(Tensor values, long[] lengths) {
        return spread(values, lengths, part -> part.sum(0, true).expand(part.numel()));
    }

    /** Replaces every part by another of its length. */
    static Tensor spread(Tensor values, long[] lengths, UnaryOperator<Tensor> change) {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor part : values.split(lengths, 0)) {
            parts.add(change.apply(part));
        }
        return Tensor.cat(parts, 0);
    }
}
