package dev.lathe.train.pipeline;

import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.dialogue.ShopperAudit.Errors;
import dev.lathe.shop.score.PassHat;
import dev.lathe.shop.session.Diagnosis.Finding;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.shopper.ScenarioPlay;
import dev.lathe.shop.shopper.ScenarioPlay.Examined;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.ShopFindings.Changed;
import dev.lathe.train.run.ShopFindings.ShopperErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays episodes of the shop again and says what went wrong in them. */
public final class ShopExam {
    private static final String SUCCESS = "success";

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
        SortedMap<ErrorKind, Integer> errors = new TreeMap<>();
        SortedMap<Verb, Integer> fatal = new TreeMap<>();
        int failed = 0;
        for (int i = 0; i < episodes.size(); i++) {
            if (!succeeded(episodes.get(i))) {
                failed++;
                Examined examined = examined(tasks.get(i), episodes.get(i));
                examined.diagnosis().findings().stream()
                        .map(Finding::kind)
                        .distinct()
                        .forEach(kind -> errors.merge(kind, 1, Integer::sum));
                count(examined, fatal);
            }
        }
        return new ShopFindings(
                ShopTask.hash(tasks),
                episodes.size(),
                failed,
                met(episodes),
                errors,
                fatal,
                List.of(),
                efficiency(tasks, episodes),
                shopper(tasks, episodes),
                null);
    }

    private @Nullable Double efficiency(List<ShopTask> tasks, List<EvaluatedEpisode> episodes) {
        OptionalDouble mean = IntStream.range(0, episodes.size())
                .filter(i -> succeeded(episodes.get(i)))
                .mapToDouble(i -> efficiency(tasks.get(i), episodes.get(i)))
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /** Whoever needs fewer turns than a fair shopper was lucky, and is not more than efficient. */
    private double efficiency(ShopTask task, EvaluatedEpisode episode) {
        int par = play.par(task);
        return (double) par / Math.max(par, episode.replies().size());
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

    private static void count(Examined examined, SortedMap<Verb, Integer> fatal) {
        int step = examined.diagnosis().firstFatal();
        ShopAction action = step < 0 ? null : examined.steps().get(step).action();
        if (action != null) {
            fatal.merge(Verb.of(action), 1, Integer::sum);
        }
    }

    private Examined examined(ShopTask task, EvaluatedEpisode episode) {
        return play.examine(task, settings(task), episode.replies());
    }

    private ShopSettings settings(ShopTask task) {
        return Objects.requireNonNull(settings.get(task.language()));
    }

    private static boolean succeeded(EvaluatedEpisode episode) {
        return episode.number(SUCCESS) == 1;
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
     * Returns pass^1, pass^2, ... of trials, as many for each task.
     *
     * @param episodes the trials of the first task, then those of the second, and so on
     */
    public static List<Double> passHat(List<EvaluatedEpisode> episodes, int trials) {
        List<boolean[]> tasks = new ArrayList<>();
        for (int first = 0; first < episodes.size(); first += trials) {
            boolean[] task = new boolean[trials];
            for (int trial = 0; trial < trials; trial++) {
                task[trial] = succeeded(episodes.get(first + trial));
            }
            tasks.add(task);
        }
        List<Double> passed = new ArrayList<>();
        for (int k = 1; k <= trials; k++) {
            passed.add(PassHat.of(tasks, k));
        }
        return passed;
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
            if (succeeded(episodes.get(place))) {
                pairs++;
                right += succeeded(changed.get(i)) ? 1 : 0;
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
