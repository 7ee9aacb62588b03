package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.Demonstration;
import java.util.List;

/**
 * Holds one judged answer and its share of the denominator of its optimiser batch.
 *
 * @param answer the answer behind its prompt; its positions are the answer's tokens
 * @param desirable whether it is good
 * @param reference its log-probability under the reference policy in nats, summed over tokens
 * @param referencePoint the reference point of the whole optimiser batch, see {@link Kto#referencePoint}
 * @param weight coefficient of its loss
 */
public record AnswerSample(
        Demonstration answer, boolean desirable, double reference, double referencePoint, double weight) {
    /**
     * Returns the one reference point of all samples of a batch.
     *
     * @throws IllegalArgumentException if they differ, because then they come from different batches
     */
    static double commonReferencePoint(List<AnswerSample> samples) {
        double point = samples.getFirst().referencePoint();
        for (AnswerSample sample : samples) {
            if (sample.referencePoint() != point) {
                throw new IllegalArgumentException("samples of different batches: reference points %s and %s"
                        .formatted(point, sample.referencePoint()));
            }
        }
        return point;
    }
}
