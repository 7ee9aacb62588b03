package dev.lathe.train.pipeline;

import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;

/** Makes what supplies the tasks of a recipe's environment. */
final class TaskSources {
    private TaskSources() {}

    /**
     * Opens the environment's data or builds its world.
     *
     * @throws dev.lathe.core.UserError if its data cannot be used
     */
    static TaskSource<?> of(Recipe recipe) {
        return switch (recipe.environment()) {
            case EnvironmentRecipe.Shop shop -> new ShopSource(shop, recipe.seed());
            case EnvironmentRecipe.Errands errands -> new ErrandSource(errands, recipe.seed());
            case EnvironmentRecipe.Arithmetic arithmetic -> new ArithmeticSource(arithmetic, recipe.seed());
            case EnvironmentRecipe.Gsm8k gsm8k -> new MathSource(gsm8k, recipe.seed());
            case EnvironmentRecipe.Questions questions -> new QuestionSource(questions, recipe.seed());
        };
    }
}
