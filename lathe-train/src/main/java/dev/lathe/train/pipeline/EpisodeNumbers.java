package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Describes episodes by means. */
final class EpisodeNumbers {
    private EpisodeNumbers() {}

    /**
     * Returns {@code reward}, {@code success}, {@code turns}, {@code episode_tokens} and {@code model_tokens}, means over the episodes.
     *
     * @param success the outcome metric that is 1 where a task was solved
     */
    static Metrics of(List<Trajectory> episodes, String success) {
        return Metrics.of("reward", mean(episodes, episode -> episode.score().value()))
                .with("success", Evaluator.mean(episodes, success))
                .with("turns", mean(episodes, episode -> episode.chunks().size()))
                .with("episode_tokens", mean(episodes, Trajectory::length))
                .with("model_tokens", mean(episodes, Trajectory::modelTokens));
    }

    /**
     * Returns the mean of each part of a combined reward: outcomes whose names begin with {@code reward_}. What says that a grader
     * failed or was late is a share of all episodes, everything else a mean over those that have it.
     */
    static Metrics rewards(List<Trajectory> episodes) {
        SortedMap<String, List<Double>> parts = new TreeMap<>();
        for (Trajectory episode : episodes) {
            episode.outcome().values().forEach((name, value) -> {
                if (name.startsWith("reward_")) {
                    parts.computeIfAbsent(name, part -> new ArrayList<>()).add(value);
                }
            });
        }
        Metrics means = Metrics.NONE;
        for (var part : parts.entrySet()) {
            boolean fault = part.getKey().endsWith("_failed") || part.getKey().endsWith("_timed_out");
            int count = fault ? episodes.size() : part.getValue().size();
            double sum = part.getValue().stream().mapToDouble(value -> value).sum();
            means = means.with(part.getKey(), sum / count);
        }
        return means;
    }

    private static double mean(List<Trajectory> episodes, ToDoubleFunction<Trajectory> number) {
        return episodes.stream().mapToDouble(number).average().orElse(0);
    }
}
