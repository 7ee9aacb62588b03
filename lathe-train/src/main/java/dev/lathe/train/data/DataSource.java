package dev.lathe.train.data;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Names one data set of a mixture. */
@Doc("One data set: a file of JSON lines or Parquet, or a folder as Hugging Face has it.")
public record DataSource(
        @Doc("The file or folder.") Path path,

        @Doc("What it weighs in the mixture.") @Positive @Default("1.0")
        double weight,

        @Doc("The split, where it is a folder.") @Default("train")
        String split,

        @Doc("Rows at its end that training never sees.") @Range(min = 0) @Default("0")
        int heldOut,

        @Doc("The key of prompts, such as question.") @Default("prompt")
        String prompt,

        @Doc("The key of answers, such as answer.") @Default("completion")
        String completion,

        @Doc("The key of each row's pass rate: the first time through, rows come from the easiest to the hardest.")
        @Nullable
        String curriculum) {}
