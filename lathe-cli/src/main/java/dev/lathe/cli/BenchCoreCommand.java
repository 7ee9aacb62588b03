package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.Language;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.train.bench.BenchRow;
import dev.lathe.train.bench.BenchShape;
import dev.lathe.train.bench.CoreBench;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import dev.lathe.train.recipe.Recipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the two engines: training and inference. */
@Command(
        name = "core",
        description =
                "Measure a supervised step, a rollout, a step of reinforcement learning and a log-probability pass.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchCoreCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "FILE_OR_DIR",
            description = "Measure this model; the policy of the recipe shop if not given.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private PeerOptions peerOptions;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Peer> peers = model.isPresent() ? peers(spec.commandLine().getErr()) : List.of();
        List<BenchRow> rows;
        try (Policy policy = policy();
                LiveProgress progress = LiveProgress.lines(spec.commandLine().getErr())) {
            rows = CoreBench.run(
                    policy, model.isPresent() ? BenchShape.large(threads) : BenchShape.small(threads), peers, progress);
        }
        rows.forEach(row -> out.println(output.json() ? row.json() : line(row)));
        return 0;
    }

    private List<Peer> peers(PrintWriter err) {
        List<Peer> peers = new ArrayList<>();
        peerOptions.add(
                peers,
                "transformers: pip install torch transformers, and give --python and --checkpoint",
                err,
                (scripts, python, folder) -> Peer.transformersCore(scripts, python, folder, threads));
        peerOptions.add(
                peers,
                "TRL: pip install torch trl, and give --python and --checkpoint",
                err,
                (scripts, python, folder) -> Peer.trlCore(scripts, python, folder, threads));
        return peers;
    }

    private Policy policy() {
        if (model.isPresent()) {
            return Policies.open(model.get());
        }
        Recipe recipe = Recipes.load("shop", Recipe.class, List.of());
        return Policies.of(
                recipe.policy(),
                ShopVocabulary.words(Language.EN),
                recipe.compute().conversationTokens(),
                recipe.seed());
    }

    private static String line(BenchRow row) {
        String peer = row.peer() == null || row.peerValue() == null
                ? ""
                : String.format(Locale.ROOT, ", %,.1f by %s: %.2f x", row.peerValue(), row.peer(), row.ratio());
        return String.format(
                Locale.ROOT,
                "%-26s %,12.1f %-9s %d threads, %s%s",
                row.work(),
                row.lathe(),
                row.unit(),
                row.threads(),
                row.dtype(),
                peer);
    }
}
