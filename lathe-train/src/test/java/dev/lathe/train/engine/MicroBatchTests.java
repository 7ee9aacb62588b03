package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.algorithm.TrainingSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBatchTests {
    private static final List<TrainingSample> BATCH = List.of(sample(3), sample(9), sample(4), sample(20), sample(10));

    @Test
    void rowsOfSimilarLengthGoTogetherAndNoPartIsTooLarge() {
        List<MicroBatch> parts = MicroBatch.split(BATCH, 20);
        assertThat(parts).extracting(part -> part.samples().size()).containsExactly(1, 2, 2);
        assertThat(parts).extracting(MicroBatch::cost).containsExactly(20, 20, 8);
    }

    @Test
    void aSampleThatIsTooLongGoesAlone() {
        assertThat(MicroBatch.split(BATCH, 5))
                .hasSize(5)
                .allMatch(part -> part.samples().size() == 1);
    }

    @Test
    void workersGetSharesOfSimilarCost() {
        List<List<MicroBatch>> shares = MicroBatch.deal(MicroBatch.split(BATCH, 10), 2);
        assertThat(shares)
                .extracting(share -> share.stream().mapToInt(MicroBatch::cost).sum())
                .containsExactly(20, 10 + 9 + 8);
    }

    @Test
    void aLearnedTokenIsPredictedFromTheOneBefore() {
        MicroBatch part = new MicroBatch(List.of(sample(4), sample(3)), 4);
        assertThat(part.tokens()).containsExactly(100, 101, 102, 103, 100, 101, 102, 0);
        assertThat(part.predictors()).containsExactly(0, 2, 4);
        assertThat(part.targets()).containsExactly(101, 103, 101);
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
