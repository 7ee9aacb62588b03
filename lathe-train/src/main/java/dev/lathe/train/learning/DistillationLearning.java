package dev.lathe.train.learning;

import dev.lathe.algorithm.distillation.DistillationObjective;
import dev.lathe.algorithm.distillation.DistillationSample;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.Passage;
import dev.lathe.train.engine.Rows;
import java.util.ArrayList;
import java.util.Arrays;
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
        List<LanguageModel.Reader> readers =
                teachers.stream().map(teacher -> teacher.reader(rows, 1)).toList();
        List<List<DistillationSample>> parts = parts(samples, model.placesOfPart());
        int[] sizes = parts.stream().mapToInt(DistillationLearning::places).toArray();
        return model.predictInParts(rows, sizes, (part, student) -> {
            int from = Arrays.stream(sizes, 0, part).sum();
            List<Tensor> taught = readers.stream()
                    .map(reader -> reader.predictions(from, sizes[part]))
                    .toList();
            List<DistillationSample> members = parts.get(part);
            Tensor targets =
                    Targets.of(members.stream().map(DistillationSample::text).toList(), rows);
            return new Result(
                    objective.loss(members, student, taught, targets),
                    objective.statistics(members, student, taught, targets));
        });
    }

    /** Cuts between samples, so that a part has no more places than are allowed, or is one sample. */
    private static List<List<DistillationSample>> parts(List<DistillationSample> samples, int places) {
        List<List<DistillationSample>> parts = new ArrayList<>();
        List<DistillationSample> part = new ArrayList<>();
        for (DistillationSample sample : samples) {
            if (!part.isEmpty() && places(part) + places(List.of(sample)) > places) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(sample);
        }
        parts.add(part);
        return parts;
    }

    private static int places(List<DistillationSample> samples) {
        return samples.stream()
                .mapToInt(sample -> sample.text().positions().length)
                .sum();
    }
}
