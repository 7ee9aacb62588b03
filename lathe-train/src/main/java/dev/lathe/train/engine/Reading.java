package dev.lathe.train.engine;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.tensor.Tensor;
import java.util.List;

/** Reads one number at each learned token of some samples. */
interface Reading {
    /**
     * Returns the numbers, {@code [learned]}, sample by sample.
     *
     * @param rows the samples, read where each learned token is predicted
     */
    Tensor of(List<TrainingSample> samples, Rows rows, LanguageModel model);
}
