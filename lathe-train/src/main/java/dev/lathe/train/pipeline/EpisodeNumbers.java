package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Trajectory;
import java.util.List;
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

    private static double mean(List<Trajectory> episodes, ToDoubleFunction<Trajectory> number) {
        return episodes.stream().mapToDouble(number).average().orElse(0);
    }
}
