package dev.lathe.train.pipeline;

import dev.lathe.shop.score.PassHat;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.Diagnosis.Finding;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.train.run.EvaluatedEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts what went wrong in the failed episodes of an evaluation. */
final class FailureCounts {
    /** Stands for replies in which no action could be read. */
    private static final String NO_ACTION = "no action";

    private final SortedMap<ErrorKind, Integer> errors = new TreeMap<>();
    private final SortedMap<String, Integer> fatal = new TreeMap<>();
    private int failed;

    /**
     * Adds a failed episode.
     *
     * @param verb returns the word of a step's action, if it has one
     */
    void add(Diagnosis diagnosis, IntFunction<Optional<String>> verb) {
        failed++;
        diagnosis.findings().stream()
                .map(Finding::kind)
                .distinct()
                .forEach(kind -> errors.merge(kind, 1, Integer::sum));
        if (diagnosis.firstFatal() >= 0) {
            fatal.merge(verb.apply(diagnosis.firstFatal()).orElse(NO_ACTION), 1, Integer::sum);
        }
    }

    int failed() {
        return failed;
    }

    /** Returns in how many episodes each error came. */
    SortedMap<ErrorKind, Integer> errors() {
        return errors;
    }

    /** Returns how many episodes were lost by each action. */
    SortedMap<String, Integer> fatal() {
        return fatal;
    }

    /**
     * Returns the mean of par over the turns taken, in episodes that succeeded; null if none did. Whoever needs fewer turns than par was
     * lucky, and is not more than efficient.
     *
     * @param par returns the turns that the task of an episode needs
     */
    static @Nullable Double efficiency(List<EvaluatedEpisode> episodes, IntUnaryOperator par) {
        OptionalDouble mean = IntStream.range(0, episodes.size())
                .filter(place -> episodes.get(place).succeeded())
                .mapToDouble(place -> {
                    int needed = par.applyAsInt(place);
                    return (double) needed
                            / Math.max(needed, episodes.get(place).replies().size());
                })
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /**
     * Returns pass^1, pass^2, ... of trials, as many for each task.
     *
     * @param episodes the trials of the first task, then those of the second, and so on
     */
    static List<Double> passHat(List<EvaluatedEpisode> episodes, int trials) {
        List<boolean[]> tasks = new ArrayList<>();
        for (int first = 0; first < episodes.size(); first += trials) {
            boolean[] task = new boolean[trials];
            for (int trial = 0; trial < trials; trial++) {
                task[trial] = episodes.get(first + trial).succeeded();
            }
            tasks.add(task);
        }
        List<Double> passed = new ArrayList<>();
        for (int k = 1; k <= trials; k++) {
            passed.add(PassHat.of(tasks, k));
        }
        return passed;
    }
}
