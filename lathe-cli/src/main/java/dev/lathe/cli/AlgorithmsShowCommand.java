package dev.lathe.cli;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Choice;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.recipe.AlgorithmRecipe;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what an algorithm computes. */
@Command(
        name = "show",
        description = "Print an algorithm's formulas, and every key by which a recipe can override them.",
        footer = {
            "",
            "A advantage, R reward, r reward of a token or chunk, p penalty of a token, G return, V value;",
            "pi the policy that is trained, mu the one that acted, prox the one that the step starts from;",
            "s(x) holds x fixed; n tokens of a sequence, N tokens and S sequences of the optimiser batch."
        })
final class AlgorithmsShowCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "Name of the algorithm.")
    private String name;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Algorithm algorithm = Algorithms.named(name, AlgorithmsCommand.TOKENS);
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            out.println(AlgorithmsCommand.json(name, algorithm));
            return;
        }
        out.println("%s: %s (%s)".formatted(name, Algorithms.summary(name), Algorithms.source(name)));
        out.println();
        algorithm.choices().forEach(choice -> out.println(line(choice)));
        algorithm.besides().forEach(choice -> out.println(line(choice)));
        out.println();
        out.println("In a recipe, with every key that it can override:");
        out.println();
        out.println("rl:");
        out.println("  algorithm:");
        Recipes.write(AlgorithmRecipe.of(name, algorithm)).lines().forEach(line -> out.println("    " + line));
    }

    private static String line(Choice choice) {
        return "  %-15s%-20s%s".formatted(choice.role(), choice.label(), choice.formula());
    }
}
