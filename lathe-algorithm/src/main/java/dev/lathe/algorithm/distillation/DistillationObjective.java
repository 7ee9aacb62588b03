package dev.lathe.algorithm.distillation;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Says what learning from teachers minimises: {@code L = sum_t w_t ((1 - a) sum_i c_i D(q_t, p_it) - a log q_t(x_t))}, over the
 * positions of all texts, where {@code q} is the student, {@code p_i} a teacher, {@code c_i} its weight, {@code x} the text and
 * {@code a} the share of imitation. On texts that the student wrote this is on-policy distillation. Losses of the parts of an
 * optimiser batch, split between samples in whatever way, add up to its loss.
 *
 * @param divergence how two distributions are compared
 * @param support over which choices
 * @param temperature of both distributions, positive; their logits are divided by it
 * @param imitation share of the text's own tokens in the loss, in [0, 1]; at temperature 1
 */
public record DistillationObjective(Divergence divergence, Support support, double temperature, double imitation) {
    public DistillationObjective {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be positive, not " + temperature);
        }
        if (!(imitation >= 0 && imitation <= 1)) {
            throw new IllegalArgumentException("imitation must be in [0, 1], not " + imitation);
        }
    }

    /**
     * Returns the summed loss, shape {@code []}, with gradient to the student.
     *
     * @param student log-probabilities in nats, normalised, {@code [positions, vocabulary]}, in the order of the samples
     * @param teachers the same of each teacher
     * @param targets the texts' own tokens, INT64, {@code [positions]}
     * @throws IllegalArgumentException if the sizes or the numbers of teachers differ
     */
    public Tensor loss(List<DistillationSample> samples, Tensor student, List<Tensor> teachers, Tensor targets) {
        requireFit(samples, student, teachers);
        try (Scope scope = Scope.open()) {
            Tensor compared = divergences(samples, student, teachers).mul(1 - imitation);
            Tensor losses = compared.sub(imitated(student, targets).mul(imitation));
            return scope.keep(losses.mul(column(samples, DistillationSample::weight, student))
                    .sum());
        }
    }

    /**
     * Returns means over positions: {@code divergence}, of the teachers by their weights; {@code negative_log_likelihood} of the
     * text, in nats; {@code agreement}, the share of positions at which student and first teacher think the same token likeliest.
     */
    public LossStatistics statistics(
            List<DistillationSample> samples, Tensor student, List<Tensor> teachers, Tensor targets) {
        try (Scope scope = Scope.open()) {
            Tensor fixed = student.detach();
            Tensor same = fixed.argmax(-1).eq(teachers.getFirst().argmax(-1));
            Metrics sums = Metrics.of(
                            "divergence",
                            divergences(samples, fixed, teachers).sum().item())
                    .with(
                            "negative_log_likelihood",
                            -imitated(fixed, targets).sum().item())
                    .with("agreement", same.to(fixed.dtype()).sum().item());
            return new LossStatistics(student.size(0), sums, Metrics.NONE);
        }
    }

    private Tensor divergences(List<DistillationSample> samples, Tensor student, List<Tensor> teachers) {
        Tensor cooled = cool(student);
        Tensor sum = null;
        for (int i = 0; i < teachers.size(); i++) {
            int teacher = i;
            Support.Compared compared =
                    support.of(cooled, cool(teachers.get(teacher).detach()));
            Tensor weighed = divergence
                    .of(compared.student(), compared.teacher())
                    .mul(column(samples, sample -> sample.teachers()[teacher], student));
            sum = sum == null ? weighed : sum.add(weighed);
        }
        if (sum == null) {
            throw new IllegalArgumentException("distillation needs a teacher");
        }
        return sum;
    }

    private Tensor cool(Tensor logProbs) {
        return temperature == 1 ? logProbs : logProbs.div(temperature).logSoftmax(-1);
    }

    private static Tensor imitated(Tensor student, Tensor targets) {
        return student.gather(-1, targets.unsqueeze(-1)).squeeze(-1);
    }

    /** Returns a number of each sample at each of its positions. */
    private static Tensor column(
            List<DistillationSample> samples, ToDoubleFunction<DistillationSample> part, Tensor like) {
        double[] values = samples.stream()
                .flatMapToDouble(sample -> {
                    double[] same = new double[sample.text().positions().length];
                    Arrays.fill(same, part.applyAsDouble(sample));
                    return Arrays.stream(same);
                })
                .toArray();
        return Tensor.of(values, like);
    }

    private static void requireFit(List<DistillationSample> samples, Tensor student, List<Tensor> teachers) {
        long positions = samples.stream()
                .mapToLong(sample -> sample.text().positions().length)
                .sum();
        boolean fits = student.dim() == 2 && student.size(0) == positions;
        for (Tensor teacher : teachers) {
            fits &= Arrays.equals(teacher.shape(), student.shape());
        }
        for (DistillationSample sample : samples) {
            fits &= sample.teachers().length == teachers.size();
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "%d positions and %d teachers do not fit the student's %s and what the teachers say: %s"
                            .formatted(positions, teachers.size(), student, teachers));
        }
    }
}
