package dev.lathe.train.learning;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.algorithm.ValueLoss;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.List;

/**
 * Learns what is to be expected before each learned token.
 *
 * @param loss the loss
 */
public record ValueLearning(ValueLoss loss) implements Learning<TrainingSample> {
    @Override
    public List<Passage> passages(TrainingSample sample) {
        return List.of(Passage.predicting(sample.tokens(), sample.positions()));
    }

    @Override
    public Result learn(List<TrainingSample> samples, Rows rows, LanguageModel model) {
        Tensor values = model.scores(rows);
        return new Result(
                loss.loss(samples, values), statistics(samples, values.detach().toFloats()));
    }

    /** Returns {@code value_error}: how far values are from returns, in units of reward. */
    private static LossStatistics statistics(List<TrainingSample> samples, float[] values) {
        double error = 0;
        int next = 0;
        for (TrainingSample sample : samples) {
            for (float expected : sample.returns()) {
                error += Math.abs(values[next++] - expected);
            }
        }
        return new LossStatistics(values.length, Metrics.of("value_error", error), Metrics.NONE);
    }
}
