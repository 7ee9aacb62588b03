package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.shop.Market;
import dev.lathe.train.bench.BenchRow;
import dev.lathe.train.bench.ShopBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the shop at scale. */
@Command(
        name = "shop",
        description = "Measure the shop at scale: index times, processor time of a search, steps of sessions a second.")
final class BenchShopCommand implements Callable<Integer> {
    @Option(names = "--products", paramLabel = "N", description = "Products; default ${DEFAULT-VALUE}.")
    private int products = 1_000_000;

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "Where indexes are written; a temporary folder if not given.")
    private Optional<Path> index = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        rows().forEach(row -> out.println(output.json() ? row.json() : line(row)));
        return 0;
    }

    private List<BenchRow> rows() {
        Path folder = index.orElseGet(this::temporary);
        try (LiveProgress progress = LiveProgress.lines(spec.commandLine().getErr())) {
            return ShopBench.run(new Market(0, products, Market.TWINS), folder, threads, progress);
        } finally {
            if (index.isEmpty()) {
                AtomicFiles.remove(folder);
            }
        }
    }

    private Path temporary() {
        try {
            return Files.createTempDirectory("lathe-shop");
        } catch (IOException failed) {
            throw new UserError("no temporary folder can be made; use --index DIR", failed);
        }
    }

    private static String line(BenchRow row) {
        return String.format(
                Locale.ROOT, "%-28s %,12.3f %-8s %d threads", row.work(), row.lathe(), row.unit(), row.threads());
    }
}
