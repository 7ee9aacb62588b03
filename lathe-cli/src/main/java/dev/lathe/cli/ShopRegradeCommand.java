package dev.lathe.cli;

import dev.lathe.web.replay.Regraded;
import dev.lathe.web.replay.Regrader;
import dev.lathe.web.replay.StoredRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Grades the episodes of a run again. */
@Command(
        name = "regrade",
        description = "Play the stored episodes of a run again, and grade them by any score.",
        footer = {
            "",
            "lathe shop regrade runs/shop --scorer shopsim-paper",
            "Published scores ask a tagger for the nouns of titles; here every word is one."
        })
final class ShopRegradeCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Parameters(paramLabel = "RUN", description = "A run in the shop, or of errands in it.")
    private Path run = Path.of("");

    @Option(
            names = "--scorer",
            paramLabel = "NAME",
            description =
                    "lathe-1 (if not given), webshop-2022, shopsim-public or shopsim-paper; errands: lathe-errand-1.")
    private Optional<String> scorer = Optional.empty();

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var regrader = new Regrader(StoredRun.open(run));
        String chosen = scorer.orElseGet(() -> regrader.scorers().getFirst());
        List<Regraded> episodes = regrader.all(chosen).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            episodes.forEach(episode -> out.println(JSON.writeValueAsString(episode)));
        } else {
            print(episodes, chosen, out);
        }
        return 0;
    }

    private static void print(List<Regraded> episodes, String scorer, PrintWriter out) {
        out.println("%-24s%-40s%8s%8s%8s".formatted("EPISODE", "TASK", "LOOSE", "STRICT", "SUCCESS"));
        for (Regraded episode : episodes) {
            out.println(row(
                    episode.file() + ":" + episode.line(),
                    episode.task(),
                    episode.loose(),
                    episode.strict(),
                    episode.success() ? 1 : 0));
        }
        out.println(row(
                "mean of " + episodes.size(),
                scorer,
                mean(episodes, Regraded::loose),
                mean(episodes, Regraded::strict),
                mean(episodes, episode -> episode.success() ? 1 : 0)));
        episodes.stream().findFirst().ifPresent(episode -> out.println("world " + episode.world()));
    }

    private static String row(String episode, String task, double loose, double strict, double success) {
        return String.format(Locale.ROOT, "%-24s%-40s%8.4f%8.4f%8.4f", episode, task, loose, strict, success);
    }

    private static double mean(List<Regraded> episodes, ToDoubleFunction<Regraded> value) {
        return episodes.stream().mapToDouble(value).average().orElse(0);
    }
}
