package dev.lathe.algorithm;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the learned tokens of some samples end to end, without padding. All tensors are {@code [learned]}, of one type and on one
 * device; only {@code logProbs} needs a gradient, and {@code entropies} where they are rewarded.
 *
 * @param logProbs log-probabilities in nats under the policy that is trained
 * @param weights coefficients of the tokens' losses
 * @param advantages absent in supervised batches
 * @param behaviourLogProbs log-probabilities in nats under the policy that acted; absent in supervised batches
 * @param entropies entropies in nats of the predictions, if an objective asks for them
 * @param referenceLogProbs log-probabilities in nats under the reference policy, if an objective asks for them
 * @param lengths learned tokens of each sample, {@code [samples]}
 */
public record TokenBatch(
        Tensor logProbs,
        Tensor weights,
        @Nullable Tensor advantages,
        @Nullable Tensor behaviourLogProbs,
        @Nullable Tensor entropies,
        @Nullable Tensor referenceLogProbs,
        long[] lengths) {

    /** Checks that the log-probabilities can carry a loss. */
    public TokenBatch {
        DType type = logProbs.dtype();
        if (type != DType.FLOAT32 && type != DType.FLOAT64) {
            throw new IllegalArgumentException("log-probabilities must be FLOAT32 or FLOAT64, not " + type);
        }
    }

    /**
     * Puts samples and the log-probabilities of their learned tokens together. The new tensors belong to the innermost scope.
     *
     * @param samples whole samples, all supervised or none
     * @param logProbs FLOAT32 or FLOAT64, {@code [learned]}: the learned tokens of the samples, in their order
     * @throws IllegalArgumentException if the sizes differ or the samples are of both kinds
     */
    public static TokenBatch of(List<TrainingSample> samples, Tensor logProbs) {
        long[] lengths = samples.stream().mapToLong(TrainingSample::learned).toArray();
        int learned = samples.stream().mapToInt(TrainingSample::learned).sum();
        if (logProbs.dim() != 1 || logProbs.numel() != learned) {
            throw new IllegalArgumentException(
                    "%d learned tokens need log-probabilities [%d], not %s".formatted(learned, learned, logProbs));
        }
        Tensor weights = column(samples, TrainingSample::weights, learned, logProbs);
        int advantages =
                samples.stream().mapToInt(sample -> sample.advantages().length).sum();
        if (advantages == 0) {
            return new TokenBatch(logProbs, weights, null, null, null, null, lengths);
        }
        return new TokenBatch(
                logProbs,
                weights,
                column(samples, TrainingSample::advantages, learned, logProbs),
                column(samples, TrainingSample::behaviourLogProbs, learned, logProbs),
                null,
                null,
                lengths);
    }

    public TokenBatch withEntropies(Tensor entropies) {
        return new TokenBatch(logProbs, weights, advantages, behaviourLogProbs, entropies, referenceLogProbs, lengths);
    }

    public TokenBatch withReferenceLogProbs(Tensor referenceLogProbs) {
        return new TokenBatch(logProbs, weights, advantages, behaviourLogProbs, entropies, referenceLogProbs, lengths);
    }

    /** Returns an optional column, or throws an {@code IllegalArgumentException} that names it. */
    static Tensor require(@Nullable Tensor column, String name) {
        if (column == null) {
            throw new IllegalArgumentException("this objective needs " + name + ", which the batch does not hold");
        }
        return column;
    }

    private static Tensor column(
            List<TrainingSample> samples, Function<TrainingSample, float[]> part, int learned, Tensor like) {
        float[] values = new float[learned];
        int end = 0;
        for (TrainingSample sample : samples) {
            float[] source = part.apply(sample);
            if (source.length != sample.learned()) {
                throw new IllegalArgumentException("supervised and policy samples cannot share a batch");
            }
            System.arraycopy(source, 0, values, end, source.length);
            end += source.length;
        }
        return Tensor.of(values, learned).to(like.dtype()).to(like.device());
    }
}
