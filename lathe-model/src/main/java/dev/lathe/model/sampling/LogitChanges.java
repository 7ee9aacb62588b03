package dev.lathe.model.sampling;

import dev.lathe.model.constraint.MutableBits;
import dev.lathe.model.constraint.TokenConstraint;
import java.util.Arrays;

/** Changes the logits of a row as a request asks: penalties, then bias, then the mask of its constraint. */
final class LogitChanges {
    private final LogitRow row;
    private final MutableBits allowed;

    LogitChanges(LogitRow row) {
        this.row = row;
        allowed = new MutableBits(row.vocabulary());
    }

    static boolean changes(SamplingState state) {
        Sampling sampling = state.sampling();
        return !state.said().isEmpty()
                || !state.written().isEmpty()
                || !sampling.logitBias().isEmpty()
                || state.constraint() != null;
    }

    void apply(SamplingState state) {
        penalize(state);
        state.sampling().logitBias().forEach((token, bias) -> {
            if (token < row.vocabulary()) {
                row.logits()[token] += bias;
            }
        });
        if (state.constraint() != null) {
            mask(state.constraint());
        }
    }

    private void penalize(SamplingState state) {
        float[] logits = row.logits();
        Sampling sampling = state.sampling();
        float repetition = (float) sampling.repetitionPenalty();
        for (int token : state.said()) {
            logits[token] = logits[token] < 0 ? logits[token] * repetition : logits[token] / repetition;
        }
        state.written().forEach((token, count) -> {
            logits[token] -= (float) (sampling.frequencyPenalty() * count + sampling.presencePenalty());
        });
    }

    private void mask(TokenConstraint constraint) {
        allowed.setAll();
        constraint.mask(allowed);
        for (int block = 0; block < row.blocks(); block++) {
            mask(block * LogitRow.BLOCK, allowed.word(block));
        }
    }

    private void mask(int start, long bits) {
        float[] logits = row.logits();
        if (bits == 0) {
            Arrays.fill(logits, start, start + LogitRow.BLOCK, Float.NEGATIVE_INFINITY);
            return;
        }
        for (long removed = ~bits; removed != 0; removed &= removed - 1) {
            logits[start + Long.numberOfTrailingZeros(removed)] = Float.NEGATIVE_INFINITY;
        }
    }
}
