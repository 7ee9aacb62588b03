package dev.lathe.model.sampling;

import dev.lathe.core.Seeds;
import dev.lathe.model.constraint.TokenConstraint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what the choice of one request's next token depends on besides the logits. One thread at a time. */
public final class SamplingState {
    private final Sampling sampling;
    private final @Nullable TokenConstraint constraint;
    private final Set<Integer> said = new HashSet<>();
    private final Map<Integer, Integer> written = new HashMap<>();
    private int position;

    /**
     * Starts before the first token of a reply.
     *
     * @param prompt the tokens before, for the repetition penalty
     * @param constraint what the reply may be; null allows everything
     */
    public SamplingState(Sampling sampling, int[] prompt, @Nullable TokenConstraint constraint) {
        this.sampling = sampling;
        this.constraint = constraint;
        if (sampling.repetitionPenalty() != 1) {
            for (int token : prompt) {
                said.add(token);
            }
        }
    }

    Sampling sampling() {
        return sampling;
    }

    @Nullable
    TokenConstraint constraint() {
        return constraint;
    }

    /** Returns the tokens of the prompt and the reply; needed, and kept, with a repetition penalty only. */
    Set<Integer> said() {
        return said;
    }

    /** Returns how often the reply has each token; needed, and kept, with a presence or frequency penalty only. */
    Map<Integer, Integer> written() {
        return written;
    }

    /** Returns a number from [0, 1) that the seed and the count of tokens before decide. */
    double uniform() {
        return (Seeds.of(sampling.seed(), position) >>> 11) * 0x1.0p-53;
    }

    void accept(int token) {
        position++;
        if (sampling.repetitionPenalty() != 1) {
            said.add(token);
        }
        if (sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0) {
            written.merge(token, 1, Integer::sum);
        }
        if (constraint != null) {
            constraint.accept(token);
        }
    }
}
