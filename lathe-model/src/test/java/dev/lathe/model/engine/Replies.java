package dev.lathe.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.model.Scoring;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.sampling.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What the engine's tests have in common: engines over tiny models, prompts, and what replies must be. */
final class Replies {
    static final int CAPACITY = 160;

    private Replies() {}

    static LocalEngine engine(TinyModel model, int shards, int conversations, Admission admission) {
        return new LocalEngine(
                model.config(), model.parameters(), new EngineOptions(shards, 1, conversations, CAPACITY, admission));
    }

    static int[] prompt(long seed, int length) {
        return new Random(seed).ints(length, 1, TinyModel.VOCABULARY).toArray();
    }

    static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    static Sampling sampled(int maxTokens, long seed) {
        return Sampling.of(1, maxTokens, seed);
    }

    static Sampling greedy(int maxTokens) {
        return Sampling.greedy(maxTokens);
    }

    /** Checks a reply's log-probabilities against those of a pass over the whole sequence. */
    static void checkLogProbs(TinyModel model, int[] prompt, Completion reply) {
        int[] tokens = join(prompt, reply.span().tokens());
        float[] all = Scoring.logProbs(model.config(), model.parameters(), List.of(tokens))[0];
        float[] expected = Arrays.copyOfRange(all, prompt.length - 1, all.length);
        assertThat(reply.span().logProbs()).containsExactly(expected, within(1e-4f));
    }

    /** Returns tokens and the bits of their log-probabilities. */
    static List<Integer> bits(Completion reply) {
        float[] logProbs = reply.span().logProbs();
        return IntStream.concat(
                        Arrays.stream(reply.span().tokens()),
                        IntStream.range(0, logProbs.length).map(i -> Float.floatToRawIntBits(logProbs[i])))
                .boxed()
                .toList();
    }
}
