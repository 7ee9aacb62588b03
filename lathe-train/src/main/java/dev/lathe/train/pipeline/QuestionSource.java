package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.train.question.QuestionEnvironment;
import dev.lathe.train.question.QuestionFile;
import dev.lathe.train.question.QuestionTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;

/** Supplies questions of a file, whose replies are graded. */
final class QuestionSource implements TaskSource<QuestionTask> {
    private final EnvironmentRecipe.Questions recipe;
    private final FileSplits<QuestionTask> splits;

    /**
     * Reads the questions.
     *
     * @param seed decides the order of training tasks
     * @throws UserError if the file is missing, malformed or too short to hold out as many as asked, or a grader cannot be used
     */
    QuestionSource(EnvironmentRecipe.Questions recipe, long seed) {
        this.recipe = recipe;
        splits = new FileSplits<>(recipe.data(), QuestionFile.read(recipe), recipe.heldOut(), seed);
    }

    @Override
    public QuestionTask training(long number) {
        return splits.training(number);
    }

    @Override
    public List<QuestionTask> validation(int count) {
        return splits.validation(count);
    }

    @Override
    public List<QuestionTask> heldOut(int count) {
        return splits.heldOut(count);
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
    public String success() {
        return "correct";
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        QuestionTask task = training(number);
        if (part != SftRecipe.Part.EPISODE || task.solution() == null) {
            throw new IllegalArgumentException("questions have no " + part);
        }
        try (Environment<QuestionTask> environment = environment()) {
            return new Lesson(List.of(new Lesson.Turn(environment.reset(task, 0).messages(), task.solution())));
        }
    }
}
