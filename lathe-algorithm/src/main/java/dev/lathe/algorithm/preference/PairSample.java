package dev.lathe.algorithm.preference;

import java.util.List;

/**
 * Holds a pair and its shares of the denominators of its optimiser batch.
 *
 * @param pair the pair
 * @param weight coefficient of the pair's loss
 * @param imitationWeight coefficient of {@code -log pi(t)} of each token of the better answer
 */
public record PairSample(Pair pair, double weight, double imitationWeight) {
    /**
     * Returns the samples of a batch, in order: a pair weighs {@code 1 / P}, and a token of a better answer
     * {@code imitation / N}, where {@code P} counts the pairs and {@code N} the tokens of all better answers.
     *
     * @param batch all pairs of one optimiser step
     * @param imitation what the imitation of better answers weighs beside their preference; 1 for ORPO, 0 for none
     */
    public static List<PairSample> of(List<Pair> batch, double imitation) {
        long tokens = batch.stream()
                .mapToLong(pair -> pair.chosen().positions().length)
                .sum();
        return batch.stream()
                .map(pair -> new PairSample(pair, 1.0 / batch.size(), imitation / tokens))
                .toList();
    }
}
