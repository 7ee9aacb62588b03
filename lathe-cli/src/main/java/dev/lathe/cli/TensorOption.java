package dev.lathe.cli;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.TensorShare;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.train.parallel.Crew;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.recipe.ParallelRecipe;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how many processes compute a model together, and starts them. */
final class TensorOption {
    @Option(
            names = "--tensor",
            paramLabel = "N",
            description = "Processes of this host that share the heads and columns of every layer; 1 if not given.")
    private int processes = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int processes() {
        return processes;
    }

    boolean together() {
        return processes > 1;
    }

    /**
     * Makes sure that a model can be divided so.
     *
     * @throws dev.lathe.core.UserError if not
     */
    void require(DecoderConfig config) {
        ServeLimits.requireAtLeast("--tensor", processes, 1);
        TensorShare.require("--tensor", processes, config);
    }

    /**
     * Runs a command in all processes.
     *
     * @param advice what a person is to do when one has died
     * @param first what the first does, with the others if there are any
     * @param other what each of the others does
     * @return what the first made; empty in the others
     */
    <R> Optional<R> run(String advice, Function<Optional<TensorTeam>, R> first, Consumer<TensorTeam> other) {
        if (!together()) {
            return Optional.of(first.apply(Optional.empty()));
        }
        var recipe = new ParallelRecipe(1, ParallelRecipe.Shard.NONE, processes, 1, 1, 1);
        return Crew.run(recipe, launch(advice), team -> {
            try (TensorTeam tensors = TensorTeam.of(team.all(), TensorTeam.PATIENCE)) {
                if (team.first()) {
                    return Optional.of(first.apply(Optional.of(tensors)));
                }
                // Ctrl-C reaches every process of a terminal, and the first needs the others until it has finished
                Interruption.onInterrupt(() -> {});
                other.accept(tensors);
                return Optional.empty();
            }
        });
    }

    private Launch launch(String advice) {
        return new Launch(
                Main.class.getName(),
                spec.root().commandLine().getParseResult().originalArgs(),
                line -> spec.commandLine().getErr().println("lathe: " + line),
                advice);
    }
}
