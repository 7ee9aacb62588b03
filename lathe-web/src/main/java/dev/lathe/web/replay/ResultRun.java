package dev.lathe.web.replay;

import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Is a run in the shop that has ended.
 *
 * @param shop the recipe's environment
 * @param tasks the held-out tasks, in the order of the episodes
 * @param shown the run as the page shows it
 * @param successes for each evaluation, by {@link #evaluation}, a digit for each task: 1 where it succeeded, 0 where it failed
 * @param folder where its episodes are; null if they were not kept
 */
record ResultRun(
        Recipe recipe,
        EnvironmentRecipe.Shop shop,
        List<ShopTask> tasks,
        ResultsPage.Run shown,
        SequencedMap<String, String> successes,
        @Nullable Path folder) {
    /** Says what a run is among others. */
    enum Kind {
        MAIN,
        SFT_CONTINUED,
        SHUFFLED
    }

    String name() {
        return shown.name();
    }

    long seed() {
        return recipe.seed();
    }

    Kind kind() {
        if (recipe.rl().steps() == 0) {
            return Kind.SFT_CONTINUED;
        }
        return recipe.rl().shuffleRewards() ? Kind.SHUFFLED : Kind.MAIN;
    }

    /** Returns the digits of an evaluation; none if it was not kept. */
    String successes(Stage stage, Decoding decoding) {
        return successes.getOrDefault(evaluation(stage, decoding), "");
    }

    /** Returns the digits of the evaluation at the end of training; none if it was not kept. */
    String last(Decoding decoding) {
        return successes(kind() == Kind.SFT_CONTINUED ? Stage.SFT : Stage.RL, decoding);
    }

    /** Names an evaluation: {@code sft greedy}. */
    static String evaluation(Stage stage, Decoding decoding) {
        return "%s %s".formatted(stage, decoding).toLowerCase(Locale.ROOT);
    }
}
