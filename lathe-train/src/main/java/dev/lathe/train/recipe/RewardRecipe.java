package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One part of a combined reward. */
@Doc("One part of a combined reward.")
public record RewardRecipe(
        @Doc("What grades a reply, from 0 to 1.") GraderRecipe grader,

        @Doc("What a grade of 1 adds to the reward; negative for a penalty.")
        @Range(min = -1000, max = 1000)
        @Default("1")
        double weight,

        @Doc("Name of its metric, reward_NAME; the grader's kind if not given.") @Nullable
        String name,

        @Doc("Time after which a reply has no grade of this part.") @Range(min = 0.1, max = 3600) @Default("60s")
        Duration timeout) {

    /** Returns the name, which is the grader's kind where none is given. */
    public String named() {
        return name == null ? grader.kind() : name;
    }
}
