package dev.lathe.cli;

import dev.lathe.web.replay.ShopReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the results page of a run in the shop. */
@Command(
        name = "report",
        description =
                "Write the results page of a run in the shop: table, curves, and conversations with their mistakes.",
        footer = {"", "lathe shop report runs/shop         writes runs/shop/report.html"})
final class ShopReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "A run that has ended.")
    private Path run = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(ShopReport.write(run));
        return 0;
    }
}
