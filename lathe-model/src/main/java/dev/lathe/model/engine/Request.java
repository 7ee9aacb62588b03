package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.sampling.SampledToken;
import dev.lathe.model.sampling.SamplingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Is a request while it is served. All but the reply is touched by the serving thread alone. */
final class Request {
    private final GenerationRequest asked;
    private final long order;
    private final int room;
    private final Reply reply;
    private final SamplingState state;
    private final List<GeneratedToken> tokens = new ArrayList<>();
    private final float[] promptLogProbs;
    private final MeanState states = new MeanState();
    private int scored;

    /**
     * Starts without tokens.
     *
     * @param order orders the requests that join at one barrier
     * @param capacity the most tokens that prompt and reply may have together
     */
    Request(GenerationRequest asked, long order, int capacity, Reply reply) {
        this.asked = asked;
        this.order = order;
        this.reply = reply;
        int length = asked.prompt().length;
        room = Math.min(asked.sampling().maxTokens(), capacity - length);
        state = new SamplingState(asked.sampling(), asked.prompt(), asked.constraint());
        promptLogProbs = new float[asked.promptLogProbs() ? length - 1 : 0];
    }

    GenerationRequest asked() {
        return asked;
    }

    long order() {
        return order;
    }

    Reply reply() {
        return reply;
    }

    SamplingState state() {
        return state;
    }

    boolean hasWritten() {
        return !tokens.isEmpty();
    }

    /** Returns how many of the prompt's log-probabilities are known, from the first on. */
    int scored() {
        return scored;
    }

    int toScore() {
        return promptLogProbs.length;
    }

    void addScore(float logProb) {
        promptLogProbs[scored++] = logProb;
        if (scored == promptLogProbs.length) {
            reply.score(promptLogProbs);
        }
    }

    /** Adds the sum of the hidden states of a piece of a text whose embedding is wanted. */
    void addStates(Piece piece, double[] sum) {
        states.add(piece, sum);
    }

    /** Adds a token, and returns whether it was the last. */
    boolean add(SampledToken sampled, PolicyVersion version) {
        GeneratedToken token = GeneratedToken.of(sampled, version);
        tokens.add(token);
        reply.add(token);
        if (asked.sampling().stopTokens().contains(token.id())) {
            end(FinishReason.STOP, version);
            return true;
        }
        if (tokens.size() == room) {
            end(FinishReason.LENGTH, version);
            return true;
        }
        return false;
    }

    /** Answers with what there is; a reply without tokens has the given version. */
    void end(FinishReason reason, PolicyVersion version) {
        reply.complete(
                Completion.of(tokens, version, Arrays.copyOf(promptLogProbs, scored), states.direction(), reason));
    }
}
