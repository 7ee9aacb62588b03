package dev.lathe.train.data;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import java.nio.file.Path;
import java.util.List;

/** Names the data of a pipeline. */
@Doc("What to learn from: rows with messages, prompt and completion, chosen and rejected, or text.")
public record DataRecipe(
        @Doc(
                "Data sets, mixed by their weights; each is shown in a new random order every time it has been gone through.")
        List<DataSource> sources,

        @Doc("What becomes of a row that cannot be used: the run fails, or goes on without it and lists it.")
        @Default("fail")
        OnBad onBad,

        @Doc("Tokens after which a row is cut off.") @Range(min = 8) @Default("1024")
        int maxTokens) {
    /** Says what becomes of a row that cannot be used. */
    public enum OnBad {
        /** The run ends with an error that names the line. */
        FAIL,
        /** Another row takes its place; it is counted and listed. */
        SKIP
    }

    public DataRecipe {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: must name at least one data set");
        }
    }

    /** Returns the recipe with another file or folder as its only data set, read as the first one was. */
    public DataRecipe withPath(Path path) {
        DataSource first = sources.getFirst();
        return new DataRecipe(
                List.of(new DataSource(
                        path,
                        first.weight(),
                        first.split(),
                        first.heldOut(),
                        first.prompt(),
                        first.completion(),
                        first.curriculum())),
                onBad,
                maxTokens);
    }

    public DataRecipe withOnBad(OnBad other) {
        return new DataRecipe(sources, other, maxTokens);
    }
}
