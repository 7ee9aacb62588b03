package dev.lathe.algorithm;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the learned tokens of some samples end to end, without padding. All tensors are {@code [learned]}, of one type and on one
 * device; only {@code logProbs} needs a gradient, and {@code entropies} where they are rewarded.
 *
 * @param logProbs log-probabilities in nats under the policy that is trained
 * @param weights coefficients of the tokens' losses
 * @param advantages absent in supervised batches
 * @param behaviorLogProbs log-probabilities in nats under the policy that acted; absent in supervised batches
 * @param proximalLogProbs log-probabilities in nats under the policy that the step starts from, if the samples have them
 * @param referenceLogProbs log-probabilities in nats under the reference policy, if the samples have them
 * @param entropies entropies in nats of the predictions, if an objective asks for them
 * @param lengths learned tokens of each sample, {@code [samples]}
 * @param chunks learned tokens of each chunk of each sample, {@code [chunks]}
 */
public record TokenBatch(
        Tensor logProbs,
        Tensor weights,
        @Nullable Tensor advantages,
        @Nullable Tensor behaviorLogProbs,
        @Nullable Tensor proximalLogProbs,
        @Nullable Tensor referenceLogProbs,
        @Nullable Tensor entropies,
        long[] lengths,
        long[] chunks) {

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
        var columns = new Columns(samples, logProbs);
        return new TokenBatch(
                logProbs,
                columns.required("weights", TrainingSample::weights),
                columns.optional(TrainingSample::advantages),
                columns.optional(TrainingSample::behaviorLogProbs),
                columns.optional(sample -> sample.scores().proximal()),
                columns.optional(sample -> sample.scores().reference()),
                null,
                samples.stream().mapToLong(TrainingSample::learned).toArray(),
                samples.stream()
                        .flatMapToInt(sample -> Arrays.stream(sample.chunks()))
                        .asLongStream()
                        .toArray());
    }

    public TokenBatch withEntropies(Tensor entropies) {
        return new TokenBatch(
                logProbs,
                weights,
                advantages,
                behaviorLogProbs,
                proximalLogProbs,
                referenceLogProbs,
                entropies,
                lengths,
                chunks);
    }

    /** Returns an optional column, or throws an {@code IllegalArgumentException} that names it. */
    static Tensor require(@Nullable Tensor column, String name) {
        if (column == null) {
            throw new IllegalArgumentException("this objective needs " + name + ", which the batch does not hold");
        }
        return column;
    }
}
