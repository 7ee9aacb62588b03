package dev.lathe.train.learning;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossStatistics;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Adds {@code log pi - log ref} of answers, for measuring alone: the reference point of KTO is a mean of them.
 *
 * @param reference the frozen policy
 */
public record LogRatios(LanguageModel reference) implements Learning<Demonstration> {
    @Override
    public List<Passage> passages(Demonstration answer) {
        return List.of(Targets.passage(answer));
    }

    @Override
    public Result learn(List<Demonstration> answers, Rows rows, LanguageModel model) {
        double before = Arrays.stream(Targets.sums(reference, rows, answers)).sum();
        Tensor now = model.logProbs(rows, Targets.of(answers, rows)).sum();
        return new Result(now.sub(before), LossStatistics.NONE);
    }
}
