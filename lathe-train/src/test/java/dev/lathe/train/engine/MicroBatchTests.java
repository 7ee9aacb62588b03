package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.PackedSequences.Stretch;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MicroBatchTests {
    private static final TokenLearning LEARNING = new TokenLearning(new Objective.Supervised());
    private static final List<TrainingSample> BATCH = List.of(sample(3), sample(9), sample(4), sample(20), sample(10));

    @Test
    void noPartIsTooLargeAndAllAreAlike() {
        List<MicroBatch<TrainingSample>> parts = split(30, 1);
        assertThat(parts).extracting(MicroBatch::tokens).containsExactly(26L, 20L);
        assertThat(parts.stream().flatMap(part -> part.items().stream())).containsExactlyInAnyOrderElementsOf(BATCH);
    }

    @Test
    void aSampleThatIsTooLongGoesAlone() {
        assertThat(split(2, 1)).hasSize(5).allMatch(part -> part.items().size() == 1);
    }

    @Test
    void everyWorkerGetsAPart() {
        List<List<MicroBatch<TrainingSample>>> shares = MicroBatch.deal(split(1 << 20, 2), 2);
        assertThat(shares).allMatch(share -> share.size() == 1);
        assertThat(shares.stream()
                        .flatMap(share -> share.stream())
                        .mapToLong(MicroBatch::tokens)
                        .sum())
                .isEqualTo(46);
    }

    @Test
    void passagesOfAnItemStayTogether() {
        List<MicroBatch<Integer>> parts = MicroBatch.split(List.of(3, 9, 4, 20, 10), new Pairs(), 22, 1);
        assertThat(parts.stream().flatMap(part -> part.items().stream())).containsExactlyInAnyOrder(3, 9, 4, 20, 10);
        assertThat(parts)
                .hasSizeGreaterThan(2)
                .allMatch(part -> part.passages().size() == 2 * part.items().size());
    }

    /** Has items of two passages: tokens of their own, and one token. */
    private record Pairs() implements Learning<Integer> {
        @Override
        public List<Passage> passages(Integer length) {
            int[] tokens = new int[length];
            Arrays.fill(tokens, length);
            return List.of(Passage.ending(tokens), Passage.ending(new int[1]));
        }

        @Override
        public Result learn(List<Integer> items, Rows rows, LanguageModel model) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aLearnedTokenIsPredictedFromTheOneBefore() {
        List<TrainingSample> samples = List.of(sample(4), sample(3));
        try (Scope scope = Scope.open()) {
            Rows rows = Packing.of(
                    samples.stream().flatMap(s -> LEARNING.passages(s).stream()).toList(), Device.cpu());
            assertThat(rows.sequences().tokens().toLongs()).containsExactly(300, 301, 302, 400, 401, 402, 403);
            assertThat(rows.places().toLongs()).containsExactly(3, 5, 0);
            assertThat(TokenLearning.targets(samples, rows).toLongs()).containsExactly(401, 403, 301);
        }
    }

    @Test
    void answersToOnePromptHaveItOnce() {
        int[] prompt = IntStream.range(0, 20).toArray();
        List<Passage> passages =
                List.of(answer(prompt, 3), answer(prompt, 1), new Passage(new int[] {7, 7}, new int[] {1}));
        try (Scope scope = Scope.open()) {
            Rows rows = Packing.of(passages, Device.cpu());
            assertThat(rows.sequences().stretches())
                    .containsExactly(
                            new Stretch(Stretch.NONE, 2),
                            new Stretch(Stretch.NONE, 20),
                            new Stretch(1, 1),
                            new Stretch(1, 3));
            assertThat(rows.places().toLongs()).containsExactly(21, 23, 24, 21, 1);
        }
    }

    @Test
    void aPromptThatDoesNotFitWithAllItsAnswersIsInSeveralParts() {
        int[] prompt = IntStream.range(0, 20).toArray();
        var learning = new Learning<Integer>() {
            @Override
            public List<Passage> passages(Integer length) {
                return List.of(answer(prompt, length));
            }

            @Override
            public Result learn(List<Integer> items, Rows rows, LanguageModel model) {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(MicroBatch.split(List.of(10, 9, 8, 7), learning, 40, 1))
                .extracting(MicroBatch::tokens)
                .containsExactly(35L, 39L);
    }

    /** Returns an answer whose tokens are all learned. */
    private static Passage answer(int[] prompt, int length) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + length);
        Arrays.fill(tokens, prompt.length, tokens.length, 90 + length);
        return Passage.predicting(
                tokens, IntStream.range(prompt.length, tokens.length).toArray());
    }

    private static List<MicroBatch<TrainingSample>> split(int tokens, int workers) {
        return MicroBatch.split(BATCH, LEARNING, tokens, workers);
    }

    /** Returns a sample whose odd positions are learned. */
    private static TrainingSample sample(int length) {
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = 100 * length + i;
        }
        int[] positions = new int[length / 2];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = 2 * i + 1;
        }
        return new TrainingSample(tokens, positions, new float[positions.length], new float[0], new float[0]);
    }
}
