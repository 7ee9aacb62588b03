package dev.lathe.model.sampling;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Chooses tokens from rows of logits. The steps, in this order: repetition penalty, frequency and presence penalty, logit bias, the
 * mask of the constraint, temperature, top-k, top-p, min-p; each works on what the one before left (as transformers does). Then the
 * distribution function is inverted at a number that the request's seed and the token's place in the reply decide. Of equally
 * likely tokens the one with the lower id comes first; top-k keeps all that are as likely as the last it keeps.
 *
 * <p>It has memory for one row, which it uses again. One thread at a time.
 */
public final class TokenSampler {
    /** Below it, a temperature is 0: only the most likely token is left anyway. */
    static final double GREEDY = 1e-5;

    private final LogitRow row;
    private final LogitChanges changes;
    private final Truncation truncation;
    private final MostLikely mostLikely;

    public TokenSampler(int vocabulary) {
        row = new LogitRow(vocabulary);
        changes = new LogitChanges(row);
        truncation = new Truncation(row);
        mostLikely = new MostLikely(row);
    }

    /**
     * Chooses the next token of a request and notes it in the request's state.
     *
     * @param logits float32 {@code [rows, vocabulary]}
     * @param index which row
     * @throws IllegalStateException if the logits are not numbers
     * @throws UserError if the constraint allows no token of the vocabulary
     */
    public SampledToken sample(MemorySegment logits, long index, SamplingState state) {
        float maximum = row.load(logits, index);
        double total = row.weigh(maximum, 1);
        double logTotal = maximum + Math.log(total);
        var top = mostLikely.of(state.sampling().topLogProbs(), logTotal);
        Choice choice = choose(state, maximum, total);
        state.accept(choice.token());
        return new SampledToken(
                choice.token(), (float) (at(logits, index, choice.token()) - logTotal), (float) choice.logProb(), top);
    }

    /**
     * Returns how likely the unmodified model finds a token that is given, as one of a prompt.
     *
     * @param logits float32 {@code [rows, vocabulary]}
     * @param index which row
     * @param alternatives how many of the most likely tokens to report
     * @throws IllegalStateException if the logits are not numbers
     */
    public SampledToken score(MemorySegment logits, long index, int token, int alternatives) {
        float maximum = row.load(logits, index);
        double logTotal = maximum + Math.log(row.weigh(maximum, 1));
        float logProb = (float) (at(logits, index, token) - logTotal);
        return new SampledToken(token, logProb, logProb, mostLikely.of(alternatives, logTotal));
    }

    private float at(MemorySegment logits, long index, int token) {
        return logits.getAtIndex(ValueLayout.JAVA_FLOAT, index * row.vocabulary() + token);
    }

    private record Choice(int token, double logProb) {}

    /** Chooses from a row that is loaded and weighed at temperature 1. */
    private Choice choose(SamplingState state, float unmodified, double weighed) {
        Sampling sampling = state.sampling();
        float maximum = unmodified;
        double total = weighed;
        boolean changed = LogitChanges.changes(state);
        if (changed) {
            changes.apply(state);
            maximum = row.maximum();
        }
        if (maximum == Float.NEGATIVE_INFINITY) {
            throw new UserError("the constraint cannot be met: no token of the vocabulary may come next");
        }
        if (sampling.temperature() < GREEDY) {
            return new Choice(row.largest(maximum), 0);
        }
        float scale = (float) (1 / sampling.temperature());
        if (changed || scale != 1) {
            total = row.weigh(maximum, scale);
        }
        if (Truncation.truncates(sampling)) {
            total = truncation.keep(sampling, total);
        }
        int token = row.draw(state.uniform(), total);
        // of the logit, which is exact, where the weight is rounded
        return new Choice(token, (double) scale * row.logits()[token] - ((double) scale * maximum + Math.log(total)));
    }
}
