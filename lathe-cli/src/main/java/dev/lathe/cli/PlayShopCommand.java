package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.exchange.ImportedTasks;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a person shop. */
@Command(name = "shop", description = "Shop for a customer as an agent does, and see your score.")
final class PlayShopCommand implements Callable<Integer> {
    private static final int CATALOGUE_SEED = 0;
    private static final int TASKS = 1000;

    @Option(
            names = "--language",
            paramLabel = "en|zh",
            description = "Language of the shop and of the customer; en if not given.")
    private Language language = Language.EN;

    @Option(
            names = "--task",
            paramLabel = "N",
            description = "Which training task, from 0; any of the first 1,000 if not given.")
    private Optional<Integer> number = Optional.empty();

    @Option(names = "--products", paramLabel = "N", description = "Products in the shop; 20000 if not given.")
    private int products = 20_000;

    @Mixin
    private CatalogueOptions catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<ImportedTasks> imported = catalogue.tasks();
        if (imported.isPresent()) {
            ImportedTasks tasks = imported.get();
            int chosen = chosen(tasks.size());
            if (chosen >= tasks.size()) {
                throw new UserError("--task: the catalogue has %d tasks, from 0".formatted(tasks.size()));
            }
            play(new Shop(tasks.catalogue()), tasks.task(language, chosen), chosen);
        } else {
            ServeLimits.requireAtLeast("--products", products, ShopWorldOptions.FEWEST_PRODUCTS);
            var generated = Catalogue.generate(CATALOGUE_SEED, products);
            int chosen = chosen(TASKS);
            play(
                    new Shop(generated),
                    new ShopTasks(generated, CATALOGUE_SEED).task(Split.TRAIN, language, chosen),
                    chosen);
        }
        return 0;
    }

    private int chosen(int tasks) {
        int chosen = number.orElseGet(() -> ThreadLocalRandom.current().nextInt(tasks));
        if (chosen < 0) {
            throw new UserError("--task must be a whole number of at least 0, not " + chosen);
        }
        return chosen;
    }

    private void play(Shop shop, ShopTask task, int chosen) throws IOException {
        var out = spec.commandLine().getOut();
        out.println("Task %d; --task %d plays it again.".formatted(chosen, chosen));
        try (var environment = new ShopEnvironment(shop, ShopSettings.of(task.language()))) {
            new ShopGame(environment, Terminal.keyboard(), out).play(task);
        }
    }
}
