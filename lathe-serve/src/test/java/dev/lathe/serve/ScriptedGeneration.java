package dev.lathe.serve;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.TokenSpan;
import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.engine.GenerationRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the tokens of a script. */
final class ScriptedGeneration implements Generation {
    private static final float LOG_PROB = -0.5f;

    private final GenerationRequest request;
    private final int[] tokens;
    private final FinishReason reason;
    private final Duration pace;
    private final Consumer<Generation> ended;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private int next;

    ScriptedGeneration(GenerationRequest request, int[] reply, Duration pace, Consumer<Generation> ended) {
        this.request = request;
        this.pace = pace;
        this.ended = ended;
        int[] closed = Arrays.copyOf(reply, reply.length + 1);
        closed[reply.length] = ByteTokens.END;
        int limit = request.sampling().maxTokens();
        int stop = IntStream.range(0, closed.length)
                .filter(i -> request.sampling().stopTokens().contains(closed[i]))
                .findFirst()
                .orElse(closed.length - 1);
        tokens = Arrays.copyOf(closed, Math.min(stop + 1, limit));
        reason = stop + 1 <= limit ? FinishReason.STOP : FinishReason.LENGTH;
    }

    @Override
    public @Nullable GeneratedToken next() {
        if (next == tokens.length || pause()) {
            ended.accept(this);
            over.countDown();
            return null;
        }
        int token = tokens[next++];
        List<GeneratedToken.Alternative> alternatives = IntStream.range(
                        0, request.sampling().topLogProbs())
                .mapToObj(i -> new GeneratedToken.Alternative((token + i) % ByteTokens.START, LOG_PROB - i))
                .toList();
        return new GeneratedToken(token, LOG_PROB, LOG_PROB, alternatives, PolicyVersion.INITIAL);
    }

    /** Takes the time of a token, and says whether the reply was aborted. */
    private boolean pause() {
        try {
            return aborted.await(pace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public Completion await() {
        try {
            if (!request.embedding()) {
                over.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        float[] logProbs = new float[tokens.length];
        Arrays.fill(logProbs, LOG_PROB);
        return new Completion(
                TokenSpan.model(tokens, logProbs, PolicyVersion.INITIAL),
                List.of(),
                promptLogProbs(),
                request.embedding() ? new float[] {0.6f, 0.8f} : new float[0],
                aborted.getCount() == 0 ? FinishReason.ABORTED : reason);
    }

    @Override
    public float[] promptLogProbs() {
        float[] prompt = new float[request.promptLogProbs() && next > 0 ? request.prompt().length - 1 : 0];
        Arrays.fill(prompt, LOG_PROB);
        return prompt;
    }

    @Override
    public void abort() {
        aborted.countDown();
        over.countDown();
        ended.accept(this);
    }
}
