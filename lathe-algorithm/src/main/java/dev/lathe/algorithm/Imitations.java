package dev.lathe.algorithm;

import java.util.Arrays;
import java.util.List;

/** Turns an expert's prefixes into what is learned from them. */
final class Imitations {
    private Imitations() {}

    /**
     * Holds one prefix on its way to becoming a sample.
     *
     * @param positions of the tokens of its chunks, {@code [learned]}
     * @param advantages {@code imitation G_k}, {@code [learned]}
     */
    record Imitation(FlatTrajectory flat, int[] positions, float[] advantages) {
        int learned() {
            return positions.length;
        }

        /**
         * Returns the sample. What models say of an expert's tokens is unknown and nobody may use it.
         *
         * @param like has the columns that samples beside it have
         */
        TrainingSample sample(float[] weights, ModelScores like) {
            float[] unknown = new float[learned()];
            Arrays.fill(unknown, Float.NaN);
            return new TrainingSample(
                    flat.tokens(),
                    positions,
                    weights,
                    advantages,
                    unknown,
                    prefix(flat.chunkLengths(), learned()),
                    like.map(column -> column.length == 0 ? column : unknown),
                    new float[0]);
        }
    }

    static List<Imitation> of(List<ExpertPrefix> experts, Algorithm algorithm) {
        if (experts.isEmpty() || algorithm.terms().mixture().imitation() == 0) {
            return List.of();
        }
        Combinations.checkImitation(algorithm.returns(), algorithm.baseline(), algorithm.loss(), algorithm.terms());
        return experts.stream()
                .map(expert -> imitation(expert, algorithm))
                .filter(imitation -> imitation.learned() > 0)
                .toList();
    }

    private static Imitation imitation(ExpertPrefix prefix, Algorithm algorithm) {
        FlatTrajectory flat = FlatTrajectory.of(prefix.expert());
        var learned = new Learned(0, 0, prefix.expert(), flat, ModelScores.NONE);
        double[] worth = TokenReturns.of(
                byScore(algorithm), prefix.expert().score().value(), new double[flat.learned()], learned);
        int end = (int) Arrays.stream(flat.chunks())
                .takeWhile(chunk -> chunk < prefix.chunks())
                .count();
        float[] advantages = new float[end];
        for (int t = 0; t < end; t++) {
            advantages[t] = (float) (algorithm.terms().mixture().imitation() * worth[t]);
        }
        return new Imitation(flat, Arrays.copyOf(flat.positions(), end), advantages);
    }

    /** Returns the discount without the environment's rewards: an expert's worth is positive, which is what masks the unknown ratio. */
    private static ReturnEstimator byScore(Algorithm algorithm) {
        return new ReturnEstimator.DiscountedChunkReturn(
                ((ReturnEstimator.DiscountedChunkReturn) algorithm.returns()).gamma());
    }

    private static int[] prefix(int[] chunks, int tokens) {
        int count = 0;
        for (int sum = 0; sum < tokens; count++) {
            sum += chunks[count];
        }
        return Arrays.copyOf(chunks, count);
    }
}
