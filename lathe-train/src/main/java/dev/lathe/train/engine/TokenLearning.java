package dev.lathe.train.engine;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TokenBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Learns from samples whose loss is a sum over tokens.
 *
 * @param objective the loss of a token
 * @param temperature at which the policy writes that learns: its logits are divided by it
 */
public record TokenLearning(Objective objective, double temperature) implements Learning<TrainingSample> {
    /** Learns at temperature 1. */
    public TokenLearning(Objective objective) {
        this(objective, 1);
    }

    @Override
    public List<Passage> passages(TrainingSample sample) {
        return List.of(Passage.predicting(sample.tokens(), sample.positions()));
    }

    @Override
    public Result learn(List<TrainingSample> samples, Rows rows, LanguageModel model) {
        TokenPredictions said = model.predict(rows, targets(samples, rows), temperature, objective.needsEntropies());
        TokenBatch tokens = TokenBatch.of(samples, said.logProbs());
        TokenBatch batch = said.entropies() == null ? tokens : tokens.withEntropies(said.entropies());
        return new Result(objective.loss(batch), objective.statistics(batch));
    }

    /** Returns the learned tokens where their rows are, INT64 {@code [learned]}. */
    static Tensor targets(List<TrainingSample> samples, Rows rows) {
        long[] targets = samples.stream()
                .flatMapToLong(
                        sample -> Arrays.stream(sample.positions()).mapToLong(position -> sample.tokens()[position]))
                .toArray();
        return Tensor.of(targets, rows.device(), targets.length);
    }
}
