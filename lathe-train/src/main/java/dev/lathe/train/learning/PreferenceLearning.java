package dev.lathe.train.learning;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.preference.Pair;
import dev.lathe.algorithm.preference.PairSample;
import dev.lathe.algorithm.preference.PreferenceObjective;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns from pairs of answers.
 *
 * @param objective the loss
 * @param reference the frozen policy to stay near, where the loss asks for one
 */
public record PreferenceLearning(
        PreferenceObjective objective, @Nullable LanguageModel reference) implements Learning<PairSample> {
    @Override
    public List<Passage> passages(PairSample sample) {
        return List.of(
                Targets.passage(sample.pair().chosen()),
                Targets.passage(sample.pair().rejected()));
    }

    @Override
    public Result learn(List<PairSample> samples, Rows rows, LanguageModel model) {
        List<Demonstration> answers = samples.stream()
                .flatMap(sample ->
                        Stream.of(sample.pair().chosen(), sample.pair().rejected()))
                .toList();
        List<PairSample> compared =
                reference == null ? samples : referred(samples, Targets.sums(reference, rows, answers));
        Tensor logProbs = model.logProbs(rows, Targets.of(answers, rows));
        return new Result(objective.loss(compared, logProbs), objective.statistics(compared, logProbs));
    }

    private static List<PairSample> referred(List<PairSample> samples, double[] sums) {
        List<PairSample> referred = new ArrayList<>();
        for (int p = 0; p < samples.size(); p++) {
            PairSample sample = samples.get(p);
            Pair pair = new Pair(
                    sample.pair().chosen(), sample.pair().rejected(), new Pair.Reference(sums[2 * p], sums[2 * p + 1]));
            referred.add(new PairSample(pair, sample.weight(), sample.imitationWeight()));
        }
        return referred;
    }
}
