package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.train.run.Evaluation;
import java.util.List;
import java.util.stream.IntStream;

/** Adds to an evaluation what can be said of its episodes. */
interface Inspection<T extends Task> {
    /**
     * Returns an evaluation with more in it.
     *
     * @param episodes as many of each task: all of the first, then all of the second, and so on
     */
    Evaluation of(Evaluation evaluation, Evaluator<T> evaluator, List<T> tasks, List<Trajectory> episodes);

    /** Adds nothing. */
    static <T extends Task> Inspection<T> none() {
        return (evaluation, evaluator, tasks, episodes) -> evaluation;
    }

    /** Returns the first episode of each task. */
    static List<Trajectory> firsts(List<Trajectory> episodes, int each) {
        return IntStream.range(0, episodes.size() / each)
                .mapToObj(task -> episodes.get(task * each))
                .toList();
    }
}
