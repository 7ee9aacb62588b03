package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.core.Metrics;
import dev.lathe.train.engine.TokenLearning;
import dev.lathe.train.recipe.SftRecipe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
     * @param firstLesson the number of the first lesson of each part
     */
    SupervisedSteps(LivePolicy live, TaskSource<?> source, SftRecipe.Phase phase, long firstLesson) {
        this.live = live;
        this.source = source;
        this.phase = phase;
        this.firstLesson = firstLesson;
        schedule = new Schedule(
                phase.schedule(), phase.optimizer().learningRate(), phase.warmup(), phase.steps(), phase.finalRate());
    }

    Metrics step(int step) {
        List<Demonstration> batch = Arrays.stream(SftRecipe.Part.values())
                .flatMap(part -> lessons(part, step))
                .toList();
        return live.step(
                SupervisedSamples.of(batch, new LossReduction.TokenMean()),
                new TokenLearning(new Objective.Supervised()),
                schedule.rate(step));
    }

    private Stream<Demonstration> lessons(SftRecipe.Part part, int step) {
        long first = firstLesson + (long) step * phase.count(part);
        return LongStream.range(first, first + phase.count(part))
                .parallel()
                .mapToObj(number ->
                        source.lesson(part, number).tokens(live.policy().chat()));
    }
}
