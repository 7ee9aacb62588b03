package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import dev.lathe.train.question.QuestionEnvironment;
import dev.lathe.train.question.QuestionFile;
import dev.lathe.train.question.QuestionTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import org.jspecify.annotations.Nullable;

/** Supplies questions of a file, whose replies are graded. */
final class QuestionSource extends FileSource<QuestionTask> {
    private final EnvironmentRecipe.Questions recipe;

    /**
     * Reads the questions.
     *
     * @param seed decides the order of training tasks
     * @throws dev.lathe.core.UserError if the file is missing, malformed or too short to hold out as many as asked, or a grader
     *     cannot be used
     */
    QuestionSource(EnvironmentRecipe.Questions recipe, long seed) {
        super(recipe.data(), QuestionFile.read(recipe), recipe.heldOut(), seed);
        this.recipe = recipe;
    }

    @Override
    public Environment<QuestionTask> environment() {
        return new QuestionEnvironment(recipe.instruction(), recipe.bestReward());
    }

    @Override
    public RewardFunction<QuestionTask> reward() {
        return (task, replies, outcome) -> new Score(outcome.find("reward").orElse(0), outcome);
    }

    @Override
    public boolean isGraded(Trajectory episode) {
        return episode.outcome().find(QuestionEnvironment.UNGRADED).orElse(0) == 0;
    }

    @Override
    @Nullable
    String solution(QuestionTask task) {
        return task.solution();
    }
}
