package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.tensor.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBatchTests {
    private static final TokenLearning LEARNING = new TokenLearning(new Objective.Supervised());
    private static final List<TrainingSample> BATCH = List.of(sample(3), sample(9), sample(4), sample(20), sample(10));

    @Test
    void rowsOfSimilarLengthGoTogetherAndNoPartIsTooLarge() {
        List<MicroBatch<TrainingSample>> parts = split(20);
        assertThat(parts).extracting(part -> part.items().size()).containsExactly(1, 2, 2);
        assertThat(parts).extracting(MicroBatch::cost).containsExactly(20, 20, 8);
    }

    @Test
    void aSampleThatIsTooLongGoesAlone() {
        assertThat(split(5)).hasSize(5).allMatch(part -> part.items().size() == 1);
    }

    @Test
    void workersGetSharesOfSimilarCost() {
        List<List<MicroBatch<TrainingSample>>> shares = MicroBatch.deal(split(10), 2);
        assertThat(shares)
                .extracting(share -> share.stream().mapToInt(MicroBatch::cost).sum())
                .containsExactly(20, 10 + 9 + 8);
    }

    @Test
    void passagesOfAnItemStayTogether() {
        Learning<Integer> pairs = new Learning<>() {
            @Override
            public List<Passage> passages(Integer length) {
                return List.of(Passage.ending(new int[length]), Passage.ending(new int[1]));
            }

            @Override
            public Result learn(List<Integer> items, Rows rows, LanguageModel model) {
                throw new UnsupportedOperationException();
            }
        };
        List<MicroBatch<Integer>> parts = MicroBatch.split(List.of(3, 9, 4, 20, 10), pairs, 40);
        assertThat(parts).extracting(MicroBatch::items).containsExactly(List.of(20), List.of(10, 9), List.of(4, 3));
        assertThat(parts).extracting(MicroBatch::cost).containsExactly(40, 40, 16);
    }

    @Test
    void aLearnedTokenIsPredictedFromTheOneBefore() {
        List<TrainingSample> samples = List.of(sample(4), sample(3));
        try (Scope scope = Scope.open()) {
            Rows rows = Rows.of(
                    samples.stream().flatMap(s -> LEARNING.passages(s).stream()).toList());
            assertThat(rows.tokens().toLongs()).containsExactly(100, 101, 102, 103, 100, 101, 102, 0);
            assertThat(rows.places().toLongs()).containsExactly(0, 2, 4);
            assertThat(TokenLearning.targets(samples).toLongs()).containsExactly(101, 103, 101);
        }
    }

    private static List<MicroBatch<TrainingSample>> split(int tokens) {
        return MicroBatch.split(BATCH, LEARNING, tokens);
    }

    /** Returns a sample whose odd positions are learned. */
    private static TrainingSample sample(int length) {
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = 100 + i;
        }
        int[] positions = new int[length / 2];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = 2 * i + 1;
        }
        return new TrainingSample(tokens, positions, new float[positions.length], new float[0], new float[0]);
    }
}
