package dev.lathe.train.pipeline;

import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.dialogue.ShopperAudit.Errors;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopScore;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.ScenarioPlay;
import dev.lathe.shop.shopper.ScenarioPlay.Examined;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.ShopFindings.Changed;
import dev.lathe.train.run.ShopFindings.ShopperErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plays episodes of the shop again and says what went wrong in them. */
public final class ShopExam {
    private final ScenarioPlay play;
    private final Map<Language, ShopSettings> settings;

    /**
     * Makes ready.
     *
     * @param settings those of the episodes, by the language of the task
     */
    ShopExam(ScenarioPlay play, Map<Language, ShopSettings> settings) {
        this.play = play;
        this.settings = settings;
    }

    /**
     * Examines one evaluation.
     *
     * @param tasks the tasks of the episodes, in their order
     */
    public ShopFindings of(List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        var failures = new FailureCounts();
        for (int i = 0; i < episodes.size(); i++) {
            if (!episodes.get(i).succeeded()) {
                Examined examined = examined(tasks.get(i), episodes.get(i));
                failures.add(
                        examined.diagnosis(),
                        step -> Optional.ofNullable(examined.steps().get(step).action())
                                .map(action -> Verb.of(action).word()));
            }
        }
        return new ShopFindings(
                ShopTask.hash(tasks),
                ShopScore.VERSION,
                episodes.size(),
                failures.failed(),
                met(episodes),
                failures.errors(),
                failures.fatal(),
                List.of(),
                efficiency(tasks, episodes),
                shopper(tasks, episodes),
                null);
    }

    private @Nullable Double efficiency(List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        return FailureCounts.efficiency(episodes, place -> play.par(tasks.get(place)));
    }

    private @Nullable ShopperErrors shopper(List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        int talks = 0;
        Errors errors = Errors.NONE;
        for (int i = 0; i < episodes.size(); i++) {
            ShopTask task = tasks.get(i);
            if (task.disclosure().temper() != null) {
                talks++;
                errors = errors.plus(play.audit(task, replayed(task, episodes.get(i))));
            }
        }
        return talks == 0
                ? null
                : new ShopperErrors(talks, errors.leaks(), errors.inventions(), errors.contradictions());
    }

    private Examined examined(ShopTask task, EvaluatedEpisode episode) {
        return play.examine(task, settings(task), episode.replies());
    }

    private ShopSettings settings(ShopTask task) {
        return Objects.requireNonNull(settings.get(task.language()));
    }

    private static SortedMap<Source, Double> met(List<EvaluatedEpisode> episodes) {
        SortedMap<Source, Double> met = new TreeMap<>();
        for (Source source : Source.values()) {
            String name = "met_" + source.name().toLowerCase(Locale.ROOT);
            episodes.stream()
                    .map(EvaluatedEpisode::outcome)
                    .filter(outcome -> outcome.containsKey(name))
                    .mapToDouble(outcome -> outcome.get(name))
                    .average()
                    .ifPresent(mean -> met.put(source, mean));
        }
        return met;
    }

    /**
     * Compares what was bought where one wish was changed with what was bought before, of tasks that succeeded before.
     *
     * @param tasks the tasks as they were
     * @param episodes theirs, in their order
     * @param changedTasks the changed ones, whose ids begin with those of theirs
     * @param changed theirs, in their order
     */
    public Changed changed(
            List<ShopTask> tasks,
            List<EvaluatedEpisode> episodes,
            List<ShopTask> changedTasks,
            List<EvaluatedEpisode> changed) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            places.put(tasks.get(i).id() + "-changed", i);
        }
        int pairs = 0;
        int right = 0;
        int same = 0;
        for (int i = 0; i < changed.size(); i++) {
            int place = Objects.requireNonNull(places.get(changedTasks.get(i).id()));
            if (episodes.get(place).succeeded()) {
                pairs++;
                right += changed.get(i).succeeded() ? 1 : 0;
                OptionalInt before = bought(tasks.get(place), episodes.get(place));
                same += before.equals(bought(changedTasks.get(i), changed.get(i))) ? 1 : 0;
            }
        }
        return new Changed(pairs, right, same);
    }

    private OptionalInt bought(ShopTask task, EvaluatedEpisode episode) {
        return replayed(task, episode).getLast().bought();
    }

    private List<ReplayStep> replayed(ShopTask task, EvaluatedEpisode episode) {
        return play.replay(task, settings(task), episode.replies());
    }
}
