package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.GroupFilter;
import dev.lathe.algorithm.Resampling;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.EpisodeLimits;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.pipeline.Resampler.Resampled;
import dev.lathe.train.recipe.RlRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the groups of a step. Where a filter leaves groups out, groups of other tasks are played in their place, a few rounds at
 * most. What is played depends on the number of the step and the weights alone.
 */
final class GroupSampling<T extends Task> {
    /** Rounds after which a step learns from what it has. */
    private static final int ROUNDS = 4;

    private final TaskSource<T> source;
    private final RolloutScheduler<T> scheduler;
    private final RlRecipe recipe;
    private final GroupFilter filter;
    private final EpisodeLimits limits;
    private final long seed;
    private final @Nullable Resampling resampling;
    private final Resampler<T> resampler;

    /**
     * Prepares.
     *
     * @param algorithm decides which groups are kept, whether chunks need the hashes of their states, and whether experts play first
     */
    GroupSampling(
            TaskSource<T> source, RolloutScheduler<T> scheduler, RlRecipe recipe, Algorithm algorithm, long seed) {
        this.source = source;
        this.scheduler = scheduler;
        this.recipe = recipe;
        this.seed = seed;
        filter = algorithm.terms().selection().groups();
        limits = new EpisodeLimits(recipe.turnTokens(), recipe.temperature(), algorithm.needsStates());
        resampling = algorithm.terms().resampling();
        resampler = new Resampler<>(source, scheduler, limits, recipe.groupSize(), Seeds.of(seed, "resampling"));
    }

    /**
     * Holds the groups of a step.
     *
     * @param played all that were played from the start, as they were scored
     * @param kept those to learn from, as they are judged, with those that were played on from experts
     * @param resampled what was played on from experts
     */
    record Played(List<TrajectoryGroup> played, List<TrajectoryGroup> kept, Resampled resampled) {}

    Played play(int step, Progress progress) {
        List<TrajectoryGroup> played = new ArrayList<>();
        List<TrajectoryGroup> kept = new ArrayList<>();
        for (int round = 0; round < ROUNDS && kept.size() < recipe.tasks(); round++) {
            List<TrajectoryGroup> groups = scheduler.rollout(
                    tasks(step, round),
                    recipe.groupSize(),
                    limits,
                    round == 0 ? Seeds.of(seed, step) : Seeds.of(seed, step, 2L * round),
                    round == 0 ? progress : Progress.SILENT);
            played.addAll(groups);
            judged(groups, step, round).stream().filter(filter::keeps).forEach(kept::add);
        }
        List<TrajectoryGroup> learned = new ArrayList<>(kept.subList(0, Math.min(kept.size(), recipe.tasks())));
        Resampled resampled =
                resampling == null ? Resampled.NONE : resampler.play(resampling, step, first(step, 0), played);
        judged(resampled.groups(), step, ROUNDS).stream().filter(filter::keeps).forEach(learned::add);
        return new Played(played, learned, resampled);
    }

    private List<TrajectoryGroup> judged(List<TrajectoryGroup> groups, int step, int round) {
        List<TrajectoryGroup> dealt =
                recipe.shuffleRewards() ? ShuffledRewards.of(groups, Seeds.of(seed, step, 2L * round + 1)) : groups;
        List<String> dimensions = source.dimensions();
        return graded(dimensions.isEmpty() ? dealt : DimensionRewards.of(dealt, dimensions));
    }

    /** Leaves out episodes without a grade, and groups of which then fewer than two are left to compare. */
    private List<TrajectoryGroup> graded(List<TrajectoryGroup> groups) {
        int fewest = Math.min(2, recipe.groupSize());
        return groups.stream()
                .map(group -> new TrajectoryGroup(
                        group.taskId(),
                        group.trajectories().stream().filter(source::isGraded).toList()))
                .filter(group -> group.trajectories().size() >= fewest)
                .toList();
    }

    private List<T> tasks(int step, int round) {
        long first = first(step, round);
        return LongStream.range(first, first + recipe.tasks())
                .mapToObj(source::training)
                .toList();
    }

    private long first(int step, int round) {
        return round * TaskSource.ROW + (long) step * recipe.tasks();
    }
}
