package dev.lathe.cli;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Choice;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Lists the algorithms of reinforcement learning. */
@Command(
        name = "algorithms",
        description = "List the algorithms that a recipe can name, with the five choices that each is made of.",
        subcommands = AlgorithmsShowCommand.class)
final class AlgorithmsCommand implements Runnable {
    /** Stands for the tokens of an episode, which a recipe decides. */
    static final int TOKENS = 1024;

    private static final String ROW = "%-13s%-14s%-16s%-22s%-15s%s";

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (!output.json()) {
            out.println(ROW.formatted("NAME", "RETURNS", "BASELINE", "WEIGHT", "LOSS", "REDUCTION"));
        }
        for (String name : Algorithms.names()) {
            Algorithm algorithm = Algorithms.named(name, TOKENS);
            out.println(output.json() ? json(name, algorithm) : row(name, algorithm.choices()));
        }
    }

    private static String row(String name, List<Choice> choices) {
        return ROW.formatted(
                name,
                choices.get(0).label(),
                choices.get(1).label(),
                choices.get(2).label(),
                choices.get(3).label(),
                choices.get(4).label());
    }

    /** Returns name, summary and source, the label of each choice under its role, and a list of what goes beside them. */
    static String json(String name, Algorithm algorithm) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", name);
        object.put("summary", Algorithms.summary(name));
        object.put("source", Algorithms.source(name));
        algorithm.choices().forEach(choice -> object.put(choice.role(), choice.label()));
        object.put("besides", algorithm.besides());
        return new JsonMapper().writeValueAsString(object);
    }
}
