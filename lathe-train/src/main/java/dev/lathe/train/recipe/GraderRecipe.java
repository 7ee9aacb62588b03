package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import dev.lathe.reward.CodeLanguage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Chooses what grades a reply to a question. */
@Doc("What grades a reply.")
public sealed interface GraderRecipe {
    /** Compares final answers. */
    @Doc("Whether the final answer is the row's: numbers, fractions, percent, sets, units, LaTeX.")
    record Mathematics(
            @Doc("Key of the answer, alone or at the end of a solution.") @Default("answer")
            String answer) implements GraderRecipe {}

    /** Compares letters. */
    @Doc("Whether the letter of a choice is the row's.")
    record MultipleChoice(
            @Doc("Key of the right letter, A to Z.") @Default("answer")
            String answer,

            @Doc("Choices of each question.") @Range(min = 2, max = 26) @Default("4")
            int choices)
            implements GraderRecipe {}

    /** Searches for a pattern. */
    @Doc("Whether a regular expression of RE2 is found in the reply.")
    record RegularExpression(
            @Doc("The expression; anchor it to have it match the whole reply.")
            String expression) implements GraderRecipe {}

    /** Validates JSON. */
    @Doc("Whether the reply is JSON that a schema allows.")
    record JsonSchema(@Doc("File with the schema.") Path schema) implements GraderRecipe {}

    /** Checks instructions. */
    @Doc(
            "The share of IFEval's instructions that the reply follows: the keys of a row are IFEval's, instruction_id_list and kwargs.")
    record Instructions() implements GraderRecipe {}

    /** Runs programs. */
    @Doc("The share of tests that the reply's last block of code passes, in a sandbox without network.")
    record Code(
            @Doc("The language of programs.") @Default("python")
            CodeLanguage language,

            @Doc("Key of the tests, a list of {input, output}: what a program reads and must write.") @Default("tests")
            String tests)
            implements GraderRecipe {}

    /** Asks a model. */
    @Doc("What a model behind an OpenAI-compatible URL says of the reply.")
    record Judge(
            @Doc("The API without its last part, such as http://localhost:8000/v1.")
            String url,

            @Doc("The model's name there.") String model,

            @Doc("Environment variable that holds the key; no key if not given.") @Nullable
            String keyVariable,

            @Doc("What the judge is to look at, as sentences.")
            @Default("Judge whether the reply is correct, complete and clear.")
            String criterion,

            @Doc("The best grade; the worst is 0.") @Range(min = 1, max = 100) @Default("10")
            int highest,

            @Doc("Tokens that the judge may write.") @Range(min = 8, max = 32_768) @Default("512")
            int maxTokens)
            implements GraderRecipe {}

    /** Returns the kind that recipes name. */
    default String kind() {
        return switch (this) {
            case Mathematics mathematics -> "mathematics";
            case MultipleChoice choice -> "multiple_choice";
            case RegularExpression expression -> "regular_expression";
            case JsonSchema schema -> "json_schema";
            case Instructions instructions -> "instructions";
            case Code code -> "code";
            case Judge judge -> "judge";
        };
    }
}
