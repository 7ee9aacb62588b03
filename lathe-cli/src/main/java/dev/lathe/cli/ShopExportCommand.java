package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.exchange.ExchangeFiles;
import dev.lathe.shop.exchange.ExchangeFormat;
import dev.lathe.shop.exchange.ExchangeProduct;
import dev.lathe.shop.exchange.Exports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes products into a file. */
@Command(
        name = "export",
        description = "Write generated products, or those of a file that you have, in another format.",
        footer = {
            "",
            "lathe shop export products.jsonl --products 1000 --language zh",
            "lathe shop export items.json --format webshop --from fine_items.json.gz --from-format shopsim"
        })
final class ShopExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "webshop|shopsim|jsonl",
            description = "Format to write; default ${DEFAULT-VALUE}.")
    private ExchangeFormat format = ExchangeFormat.JSONL;

    @Option(names = "--products", paramLabel = "N", description = "Products to generate; default ${DEFAULT-VALUE}.")
    private int products = 20_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the generated products; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--language",
            paramLabel = "en|zh",
            description = "Language of the generated products; default ${DEFAULT-VALUE}.")
    private Language language = Language.EN;

    @Option(names = "--from", paramLabel = "FILE", description = "Take the products of this file; .gz is unpacked.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--from-format",
            paramLabel = "webshop|shopsim|jsonl",
            description = "Format of that file; default ${DEFAULT-VALUE}.")
    private ExchangeFormat fromFormat = ExchangeFormat.JSONL;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (from.isPresent() && from.get().equals(file)) {
            throw new UserError("--from: the file to write is the file to read");
        }
        ExchangeFiles.write(file, format, source());
        spec.commandLine().getOut().println("wrote " + file);
        return 0;
    }

    private Iterator<ExchangeProduct> source() {
        if (from.isEmpty()) {
            return new Exports(new Market(seed, products, Market.TWINS), language).products(products);
        }
        List<ExchangeProduct> read = new ArrayList<>();
        ExchangeFiles.read(from.get(), fromFormat, read::add);
        return read.iterator();
    }
}
