package dev.lathe.train.pipeline;

import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;

/**
 * Says what is to be played, and by whom.
 *
 * @param model a GGUF file or a Hugging Face folder
 * @param split whose tasks
 * @param tasks how many of them, from the first
 * @param episodes of each task
 * @param keep the smallest score of an episode that is worth imitating
 * @param recipe decides the environment, the limits of episodes, their temperature and the seed
 */
@Doc("Episodes to be played.")
public record RolloutPlan(
        @Doc("The policy.") Path model,
        @Doc("Whose tasks.") TaskSplit split,
        @Doc("Tasks.") @Range(min = 1) int tasks,
        @Doc("Episodes a task.") @Range(min = 1) int episodes,
        @Doc("Smallest score to imitate.") double keep,
        @Doc("The environment.") Recipe recipe) {
    /** Returns how many batches of {@code rl.tasks} tasks are played. */
    int batches() {
        return Math.ceilDiv(tasks, recipe.rl().tasks());
    }
}
