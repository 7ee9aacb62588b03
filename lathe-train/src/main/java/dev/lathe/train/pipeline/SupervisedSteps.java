package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.core.Metrics;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;
import java.util.stream.LongStream;

/** Makes the steps of one supervised phase. What a step shows depends on its number alone. */
final class SupervisedSteps {
    private final LivePolicy live;
    private final TaskSource<?> source;
    private final SftRecipe.Phase phase;
    private final long firstLesson;
    private final Schedule schedule;

    /**
     * Prepares a phase.
     *
     * @param firstLesson the number of the phase's first lesson
     */
    SupervisedSteps(LivePolicy live, TaskSource<?> source, SftRecipe.Phase phase, long firstLesson) {
        this.live = live;
        this.source = source;
        this.phase = phase;
        this.firstLesson = firstLesson;
        schedule = new Schedule(phase.optimizer().learningRate(), phase.warmup(), phase.steps(), phase.finalRate());
    }

    Metrics step(int step) {
        long first = firstLesson + (long) step * phase.batch();
        List<Demonstration> batch = LongStream.range(first, first + phase.batch())
                .parallel()
                .mapToObj(number ->
                        source.lesson(phase.part(), number).tokens(live.policy().chat()))
                .toList();
        return live.step(
                SupervisedSamples.of(batch, new LossReduction.TokenMean()),
                new Objective.Supervised(),
                schedule.rate(step));
    }
}
