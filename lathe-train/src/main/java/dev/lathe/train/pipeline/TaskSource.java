package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;
import java.util.Optional;

/**
 * Supplies what a pipeline needs to know of an environment: tasks of each split, the environment itself, its reward, and lessons
 * where there are any.
 *
 * @param <T> the tasks
 */
public interface TaskSource<T extends Task> {
    /** Numbers of training tasks in a row; lessons of each phase, and tasks of each round that a step plays, have a row of their own. */
    long ROW = 1L << 40;

    /** Returns a training task: any number from 0 gives one, the same one each time. */
    T training(long number);

    /** Returns the first {@code count} validation tasks, or all if there are fewer. */
    List<T> validation(int count);

    /** Returns the first {@code count} held-out tasks, or all if there are fewer. */
    List<T> heldOut(int count);

    /** Returns the same task changed so that what was right is wrong; nothing where there is no such task. */
    default Optional<T> counterfactual(T task) {
        return Optional.empty();
    }

    /** Makes an environment for one episode. */
    Environment<T> environment();

    /** Returns what training rewards: success alone, unless a source says otherwise. */
    default RewardFunction<T> reward() {
        return (task, replies, outcome) -> new Score(outcome.find(success()).orElse(0), outcome);
    }

    /**
     * Returns the parts of an outcome that are compared within a group each on its own, in place of the reward; none to compare the
     * reward itself.
     */
    default List<String> dimensions() {
        return List.of();
    }

    /** Returns the name of the outcome metric that is 1 where the task was solved. */
    String success();

    /** Returns whether an episode was graded; one that was not, by no fault of the policy, is not learned from. */
    default boolean isGraded(Trajectory episode) {
        return true;
    }

    /** Returns the words that the tokenizer of a policy from scratch must know; none where there is no such list. */
    default List<String> vocabulary() {
        return List.of();
    }

    /**
     * Returns a lesson on training tasks: any number from 0 gives one, the same one each time. A whole episode is one of the training
     * task of that number.
     *
     * @throws IllegalArgumentException if this environment has none of this kind
     */
    Lesson lesson(SftRecipe.Part part, long number);
}
