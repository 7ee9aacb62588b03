package dev.lathe.algorithm.distillation;

import dev.lathe.algorithm.Demonstration;
import java.util.List;

/**
 * Holds a text on which a student is compared with its teachers.
 *
 * @param text the tokens, and the positions at which the student is compared
 * @param weight coefficient of each position's loss; {@code 1 / N} for {@code N} positions in the optimiser batch
 * @param teachers what each teacher's divergence weighs here, {@code [teachers]}; 0 where a teacher has no say
 */
public record DistillationSample(Demonstration text, double weight, double[] teachers) {
    /**
     * Returns a sample for each text that has a position, in order.
     *
     * @param batch all texts of one optimiser step
     * @param teachers the weights of the teachers for every text
     */
    public static List<DistillationSample> of(List<Demonstration> batch, double[] teachers) {
        long tokens = batch.stream().mapToLong(text -> text.positions().length).sum();
        return batch.stream()
                .filter(text -> text.positions().length > 0)
                .map(text -> new DistillationSample(text, 1.0 / tokens, teachers))
                .toList();
    }
}
