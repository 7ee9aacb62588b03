package dev.lathe.algorithm.preference;

import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Adds the log-probabilities of the tokens of each answer. */
final class AnswerSums {
    private AnswerSums() {}

    /**
     * Returns {@code [answers]} of {@code [tokens]}; answer by answer, so that no order of additions can vary.
     *
     * @throws IllegalArgumentException if the lengths do not add up to the tokens
     */
    static Tensor of(Tensor logProbs, long[] lengths) {
        long tokens = Arrays.stream(lengths).sum();
        if (logProbs.dim() != 1 || logProbs.numel() != tokens) {
            throw new IllegalArgumentException(
                    "answers of %d tokens need log-probabilities [%d], not %s".formatted(tokens, tokens, logProbs));
        }
        List<Tensor> sums = logProbs.split(lengths, 0).stream().map(Tensor::sum).toList();
        return Tensor.stack(sums, 0);
    }

    /** Returns the tokens of the better and the worse answer of each pair, {@code [2 * pairs]}. */
    static long[] lengths(List<PairSample> samples) {
        long[] lengths = new long[2 * samples.size()];
        for (int p = 0; p < samples.size(); p++) {
            Pair pair = samples.get(p).pair();
            lengths[2 * p] = pair.chosen().positions().length;
            lengths[2 * p + 1] = pair.rejected().positions().length;
        }
        return lengths;
    }
}
