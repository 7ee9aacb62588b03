package dev.lathe.model.engine;

import org.jspecify.annotations.Nullable;

/**
 * Says what one pass adds to one sequence: its next tokens, whose keys and values go to the sequence's blocks, and which of them get a
 * row of logits. Position p of a sequence is in block {@code blockTable[p / blockSize]}, at {@code p % blockSize}. The blocks of tokens
 * before {@code start} may be shared with other sequences and are only read.
 *
 * @param tokens the new tokens, at least one
 * @param start how many tokens of the sequence come before; their keys and values are in its blocks, or are put there by earlier steps
 *     of the same pass
 * @param blockTable the sequence's blocks in order, enough for {@code start + tokens.length} positions
 * @param logitRows of how many of the last tokens the logits are wanted: 0 for a piece in the middle of a prompt, 1 to draw the next
 *     token, more for the log-probabilities of a prompt
 * @param adapter the name of the adapter that this sequence uses, or null for the model as it is
 */
public record SequenceStep(
        int[] tokens,
        int start,
        int[] blockTable,
        int logitRows,
        @Nullable String adapter) {
    /** Returns how many tokens the sequence has after this step. */
    public int end() {
        return start + tokens.length;
    }
}
