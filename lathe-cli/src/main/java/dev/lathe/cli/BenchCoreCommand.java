package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.Language;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.train.bench.BenchShape;
import dev.lathe.train.bench.CoreBench;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        List<Peer> peers = model.isPresent() ? peers() : List.of();
        int threads = options.threads();
        BenchShape shape = model.isPresent() ? BenchShape.large(threads) : BenchShape.small(threads);
        try (Policy policy = policy();
                LiveProgress progress = options.progress()) {
            options.print(CoreBench.run(policy, shape, peers, progress));
        }
        return 0;
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        options.addPython(
                peers, "transformers", "transformers", "torch transformers", "transformers_core.py", "float32");
        options.addPython(peers, "trl", "trl", "torch trl", "trl_core.py", "float32");
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
}
