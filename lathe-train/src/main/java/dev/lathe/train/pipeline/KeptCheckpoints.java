package dev.lathe.train.pipeline;

import dev.lathe.train.recipe.CheckpointsRecipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Decides which checkpoints of a run stay: those between two parts, the newest, the best by validation of the
 * running part, and the best by a metric.
 *
 * @param run the run, whose numbers are logged before a checkpoint is written
 * @param recipe how many
 */
record KeptCheckpoints(RunFolder run, CheckpointsRecipe recipe) {
    /** Removes what need not stay. */
    void removeOthers(long newest) {
        SortedSet<Long> written = run.checkpoints().headSet(newest + 1);
        List<Long> best = recipe.keepBest() == 0 ? List.of() : best(written);
        Set<Long> stay = new HashSet<>(best);
        stay.add(JobCheckpoints.state(run.checkpoint(newest)).validation().at());
        written.stream()
                .filter(step -> step == newest || isWithin(step))
                .sorted(Comparator.reverseOrder())
                .limit(recipe.keepLast())
                .forEach(stay::add);
        if (!best.isEmpty()) {
            run.linkBest(best.getFirst());
        }
        written.stream().filter(step -> !stay.contains(step) && isWithin(step)).forEach(run::deleteCheckpoint);
    }

    /** Tells whether a checkpoint stands in the middle of a part, and so was only written in case of a kill. */
    private boolean isWithin(long step) {
        return JobCheckpoints.state(run.checkpoint(step)).step() > 0;
    }

    /** Returns the best checkpoints, the best first, the newer of two that are as good. */
    private List<Long> best(Set<Long> steps) {
        Map<Long, Double> values = MetricsLog.read(run.metrics()).stream()
                .filter(line -> steps.contains(line.step()))
                .filter(line -> line.metrics().find(recipe.metric()).isPresent())
                .collect(Collectors.toMap(
                        MetricsLine::step, line -> line.metrics().get(recipe.metric())));
        Comparator<Long> byValue = Comparator.comparingDouble(step -> Objects.requireNonNull(values.get(step)));
        return values.keySet().stream()
                .sorted((recipe.moreIsBetter() ? byValue.reversed() : byValue).thenComparing(Comparator.reverseOrder()))
                .limit(recipe.keepBest())
                .toList();
    }
}
