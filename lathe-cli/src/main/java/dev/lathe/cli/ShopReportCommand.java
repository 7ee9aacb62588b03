package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.web.replay.ShopReport;
import dev.lathe.web.replay.ShopResults;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the results page of runs in the shop. */
@Command(
        name = "report",
        description = {
            "Write the results page of a run in the shop: table, curves, and conversations with their mistakes.",
            "Of several runs: also errors before and after, what changes with a wish, and what they are compared for."
        },
        footer = {
            "",
            "lathe shop report runs/shop                 writes runs/shop/report.html",
            "lathe shop report runs/shop-* --out a.html  writes a.html",
            "lathe shop report runs/shop --json >> a.jsonl; lathe shop report a.jsonl  writes it when the run is gone"
        })
final class ShopReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Runs that have ended, or files of lines that --json printed.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The page of several runs; shop-report.html if not given. One run has its own report.html.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--json",
            description =
                    "Print a line for each run that holds what its page says, conversations aside; write no page.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        if (json && out.isPresent()) {
            throw new UserError("--out: names a page, and --json writes none; use one of them");
        }
        if (json) {
            ShopResults.lines(runs).forEach(console::println);
        } else {
            console.println(write());
        }
        return 0;
    }

    private Path write() {
        if (runs.size() == 1 && out.isEmpty() && Files.isDirectory(runs.getFirst())) {
            return ShopReport.write(runs.getFirst());
        }
        Path file = out.orElse(Path.of("shop-report.html"));
        ShopResults.write(runs, file);
        return file;
    }
}
