package dev.lathe.train.learning;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.distillation.DistillationObjective;
import dev.lathe.algorithm.distillation.DistillationSample;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.List;

/**
 * Learns from teachers that read the same texts.
 *
 * @param objective the loss
 * @param teachers frozen, with the student's vocabulary
 */
public record DistillationLearning(DistillationObjective objective, List<LanguageModel> teachers)
        implements Learning<DistillationSample> {
    @Override
    public List<Passage> passages(DistillationSample sample) {
        return List.of(Targets.passage(sample.text()));
    }

    @Override
    public Result learn(List<DistillationSample> samples, Rows rows, LanguageModel model) {
        List<Demonstration> texts =
                samples.stream().map(DistillationSample::text).toList();
        List<Tensor> taught = Autograd.noGrad(() ->
                teachers.stream().map(teacher -> teacher.predictions(rows)).toList());
        Tensor student = model.predictions(rows);
        Tensor targets = Targets.of(texts);
        return new Result(
                objective.loss(samples, student, taught, targets),
                objective.statistics(samples, student, taught, targets));
    }
}
