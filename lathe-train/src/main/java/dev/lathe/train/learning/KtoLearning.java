package dev.lathe.train.learning;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.preference.AnswerSample;
import dev.lathe.algorithm.preference.Kto;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns from judged answers.
 *
 * @param kto the loss
 * @param reference the frozen policy to stay near
 */
public record KtoLearning(Kto kto, LanguageModel reference) implements Learning<AnswerSample> {
    @Override
    public List<Passage> passages(AnswerSample sample) {
        return List.of(Targets.passage(sample.answer()));
    }

    @Override
    public Result learn(List<AnswerSample> samples, Rows rows, LanguageModel model) {
        List<Demonstration> answers = samples.stream().map(AnswerSample::answer).toList();
        double[] sums = Targets.sums(reference, rows, answers);
        List<AnswerSample> referred = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            AnswerSample s = samples.get(i);
            referred.add(new AnswerSample(s.answer(), s.desirable(), sums[i], s.referencePoint(), s.weight()));
        }
        Tensor logProbs = model.logProbs(rows, Targets.of(answers, rows));
        return new Result(kto.loss(referred, logProbs), kto.statistics(referred, logProbs));
    }
}
