package dev.lathe.algorithm.preference;

/**
 * Holds two conversations to be scored, and their share of the denominator of their optimiser batch.
 *
 * @param chosen the tokens of the better one, {@code [length]}
 * @param rejected the tokens of the worse one, {@code [length]}
 * @param margin by how much the better one was preferred, at least 0; 0 where nobody said
 * @param weight coefficient of the pair's loss; {@code 1 / P} for {@code P} pairs in the batch
 */
public record RewardSample(int[] chosen, int[] rejected, double margin, double weight) {}
