package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the columns of some samples end to end, as tensors like that of what a model said of their learned tokens. */
final class Columns {
    private final List<TrainingSample> samples;
    private final Tensor like;
    private final int learned;

    /**
     * Prepares.
     *
     * @param like {@code [learned]}
     * @throws IllegalArgumentException if it has not one element for each learned token
     */
    Columns(List<TrainingSample> samples, Tensor like) {
        this.samples = samples;
        this.like = like;
        learned = samples.stream().mapToInt(TrainingSample::learned).sum();
        if (like.dim() != 1 || like.numel() != learned) {
            throw new IllegalArgumentException(
                    "%d learned tokens need log-probabilities [%d], not %s".formatted(learned, learned, like));
        }
    }

    Tensor required(String name, Function<TrainingSample, float[]> part) {
        return TokenBatch.require(optional(part), name);
    }

    /** Returns a column that all samples have, or null if none has it. */
    @Nullable
    Tensor optional(Function<TrainingSample, float[]> part) {
        long having = samples.stream()
                .filter(sample -> part.apply(sample).length == sample.learned())
                .count();
        boolean nobody = samples.stream().allMatch(sample -> part.apply(sample).length == 0);
        if (nobody && learned > 0) {
            return null;
        }
        if (having < samples.size()) {
            throw new IllegalArgumentException(
                    "samples with and without a column cannot share a batch, such as supervised"
                            + " and policy samples");
        }
        double[] values = new double[learned];
        int end = 0;
        for (TrainingSample sample : samples) {
            for (float value : part.apply(sample)) {
                values[end++] = value;
            }
        }
        return Tensor.of(values, like);
    }
}
