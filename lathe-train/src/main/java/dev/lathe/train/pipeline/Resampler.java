package dev.lathe.train.pipeline;

import dev.lathe.algorithm.ExpertPrefix;
import dev.lathe.algorithm.GroupFilter;
import dev.lathe.algorithm.Resampling;
import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.EpisodeLimits;
import dev.lathe.rollout.Opening;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.recipe.SftRecipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Lets the policy play on from the middle of experts' episodes, and finds their crucial chunks. An expert is the lesson of a training
 * task, played in its environment, if it earns a reward. What is played depends on the number of the step and the weights alone.
 *
 * @param <T> the tasks
 */
final class Resampler<T extends Task> {
    private final TaskSource<T> source;
    private final RolloutScheduler<T> scheduler;
    private final EpisodeLimits limits;
    private final int groupSize;
    private final long seed;

    Resampler(TaskSource<T> source, RolloutScheduler<T> scheduler, EpisodeLimits limits, int groupSize, long seed) {
        this.source = source;
        this.scheduler = scheduler;
        this.limits = limits;
        this.groupSize = groupSize;
        this.seed = seed;
    }

    /**
     * Holds what came of it.
     *
     * @param groups of episodes that began in the middle
     * @param prefixes to be imitated
     * @param experts how many there were
     */
    record Resampled(List<TrajectoryGroup> groups, List<ExpertPrefix> prefixes, int experts) {
        static final Resampled NONE = new Resampled(List.of(), List.of(), 0);

        /** Returns {@code experts}, {@code imitated_chunks} of all of them, and {@code resampled_groups} and their {@code resampled_reward}. */
        Metrics metrics() {
            return Metrics.of("experts", experts)
                    .with(
                            "imitated_chunks",
                            prefixes.stream().mapToInt(ExpertPrefix::chunks).sum())
                    .with("resampled_groups", groups.size())
                    .with(
                            "resampled_reward",
                            groups.stream()
                                    .mapToDouble(GroupFilter::meanScore)
                                    .average()
                                    .orElse(0));
        }
    }

    /**
     * Plays on from the experts of a step's first tasks.
     *
     * @param first the number of the step's first training task
     * @param whole the groups of those tasks that were played from the start
     */
    Resampled play(Resampling how, int step, long first, List<TrajectoryGroup> whole) {
        List<Expert<T>> experts = IntStream.range(0, how.tasks())
                .mapToObj(index -> expert(index, first + index))
                .filter(expert -> expert.trajectory().score().value() > 0)
                .toList();
        return switch (how) {
            case Resampling.Parallel parallel -> parallel(parallel, step, experts, whole);
            case Resampling.Rollback rollback -> rollback(rollback, step, experts, whole);
        };
    }

    private Expert<T> expert(int index, long number) {
        T task = source.training(number);
        List<String> replies = source.lesson(SftRecipe.Part.EPISODE, number).turns().stream()
                .map(Lesson.Turn::reply)
                .toList();
        Trajectory trajectory = scheduler.rehearse(new Opening<>(task, replies), Seeds.of(seed, number));
        return new Expert<>(task, trajectory, index);
    }

    private Resampled parallel(
            Resampling.Parallel how, int step, List<Expert<T>> experts, List<TrajectoryGroup> whole) {
        List<Opening<T>> openings = experts.stream()
                .flatMap(expert -> IntStream.of(how.places(expert.chunks())).mapToObj(expert::after))
                .toList();
        List<TrajectoryGroup> groups = play(openings, step, 0);
        List<ExpertPrefix> prefixes = new ArrayList<>();
        int next = 0;
        for (Expert<T> expert : experts) {
            var values = new TreeMap<Integer, Double>();
            values.put(0, GroupFilter.meanScore(whole.get(expert.index())));
            for (int place : how.places(expert.chunks())) {
                values.put(place, GroupFilter.meanScore(groups.get(next++)));
            }
            values.put(expert.chunks(), expert.trajectory().score().value());
            how.crucial(values).ifPresent(chunks -> prefixes.add(new ExpertPrefix(expert.trajectory(), chunks)));
        }
        return new Resampled(groups, prefixes, experts.size());
    }

    private Resampled rollback(
            Resampling.Rollback how, int step, List<Expert<T>> experts, List<TrajectoryGroup> whole) {
        List<TrajectoryGroup> groups = new ArrayList<>();
        List<ExpertPrefix> prefixes = new ArrayList<>();
        List<Expert<T>> going = experts;
        for (int back = 1; !going.isEmpty(); back++) {
            List<TrajectoryGroup> played = play(openings(going, back), step, back);
            groups.addAll(played);
            Iterator<TrajectoryGroup> next = played.iterator();
            List<Expert<T>> solved = new ArrayList<>();
            for (Expert<T> expert : going) {
                int left = expert.chunks() - back;
                TrajectoryGroup group = left > 0 ? next.next() : whole.get(expert.index());
                if (GroupFilter.meanScore(group) < how.success()) {
                    prefixes.add(new ExpertPrefix(expert.trajectory(), left + 1));
                } else if (left > 0) {
                    solved.add(expert);
                }
            }
            going = solved;
        }
        return new Resampled(groups, prefixes, experts.size());
    }

    /** Returns where the experts with more chunks than are taken back are left; the others' beginnings have been played. */
    private List<Opening<T>> openings(List<Expert<T>> experts, int back) {
        return experts.stream()
                .filter(expert -> expert.chunks() > back)
                .map(expert -> expert.after(expert.chunks() - back))
                .toList();
    }

    private List<TrajectoryGroup> play(List<Opening<T>> openings, int step, int round) {
        return scheduler.resume(openings, groupSize, limits, Seeds.of(seed, step, round), Progress.SILENT);
    }
}
