package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.TokenSpan;
import dev.lathe.model.sampling.SampledToken;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.model.sampling.SamplingState;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** Holds one request while it is served: the prompt, what was written so far, and where the answer goes. */
final class Request {
    private final Lane lane;
    private final int[] prompt;
    private final Sampling sampling;
    private final SamplingState state;
    private final IntConsumer onToken;
    private final CompletableFuture<Completion> answer = new CompletableFuture<>();
    private final int[] tokens;
    private final float[] logProbs;
    private int length;

    Request(Lane lane, int[] prompt, Sampling sampling, IntConsumer onToken) {
        this.lane = lane;
        this.prompt = prompt;
        this.sampling = sampling;
        state = new SamplingState(sampling, prompt, null);
        this.onToken = onToken;
        int room = Math.min(sampling.maxTokens(), lane.capacity() - prompt.length);
        tokens = new int[room];
        logProbs = new float[room];
    }

    Lane lane() {
        return lane;
    }

    int[] prompt() {
        return prompt;
    }

    SamplingState state() {
        return state;
    }

    CompletableFuture<Completion> answer() {
        return answer;
    }

    int lastToken() {
        return tokens[length - 1];
    }

    /** Adds a token, and answers the request if it was the last. */
    void add(SampledToken sampled, PolicyVersion version) {
        int token = sampled.token();
        tokens[length] = token;
        logProbs[length] = sampled.logProb();
        length++;
        if (!tell(token)) {
            return;
        }
        boolean stopped = sampling.stopTokens().contains(token);
        if (stopped || length == tokens.length) {
            TokenSpan span = TokenSpan.model(Arrays.copyOf(tokens, length), Arrays.copyOf(logProbs, length), version);
            answer.complete(new Completion(
                    span,
                    List.of(),
                    new float[0],
                    stopped ? Completion.FinishReason.STOP : Completion.FinishReason.LENGTH));
        }
    }

    /** Hands a token over, and returns false if whoever takes it fails: that ends this request and no other. */
    private boolean tell(int token) {
        try {
            onToken.accept(token);
            return true;
        } catch (RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
            return false;
        }
    }

    boolean done() {
        return answer.isDone();
    }
}
