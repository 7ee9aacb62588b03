package dev.lathe.train.question;

import dev.lathe.core.UserError;
import dev.lathe.env.JsonLine;
import dev.lathe.env.JsonLines;
import dev.lathe.reward.CombinedReward;
import dev.lathe.reward.CombinedReward.Part;
import dev.lathe.reward.Grader;
import dev.lathe.reward.Graders;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.RewardRecipe;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads questions, one a line of a JSONL file, each with the reward that a recipe's graders make of its row. */
public final class QuestionFile {
    private final EnvironmentRecipe.Questions recipe;
    private final List<Shared> parts;

    private record Shared(RewardRecipe recipe, Function<JsonLine, Grader<QuestionTask>> graders) {
        Part<QuestionTask> of(JsonLine row) {
            return new Part<>(recipe.named(), recipe.weight(), Graders.within(recipe.timeout(), graders.apply(row)));
        }
    }

    private QuestionFile(EnvironmentRecipe.Questions recipe) {
        this.recipe = recipe;
        parts = recipe.rewards().stream()
                .map(part -> new Shared(part, RowGraders.open(part.grader())))
                .toList();
    }

    /**
     * Returns the tasks of the file, in its order.
     *
     * @throws UserError if the file is missing or empty, a line lacks what the recipe asks for, or a grader cannot be used
     */
    public static List<QuestionTask> read(EnvironmentRecipe.Questions recipe) {
        return JsonLines.read(recipe.data(), new QuestionFile(recipe)::task);
    }

    private QuestionTask task(JsonLine row) {
        String solution = Optional.ofNullable(recipe.solution()).map(row::text).orElse(null);
        var reward =
                new CombinedReward<>(parts.stream().map(part -> part.of(row)).toList());
        return new QuestionTask(row.id(), row.text(recipe.prompt()), solution, reward);
    }
}
