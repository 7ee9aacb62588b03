package dev.lathe.cli;

import dev.lathe.shop.exchange.ExchangeFormat;
import dev.lathe.shop.exchange.ImportedTasks;
import dev.lathe.shop.exchange.Imports;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Names a file whose products are sold in place of generated ones. */
final class CatalogueOptions {
    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description =
                    "Sell the products of this file, which you have; .gz is unpacked. Its tasks have no scenarios.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--catalogue-format",
            paramLabel = "webshop|shopsim|jsonl",
            description = "Format of that file; jsonl if not given.")
    private ExchangeFormat format = ExchangeFormat.JSONL;

    /** Returns the tasks of the file, if one is named. */
    Optional<ImportedTasks> tasks() {
        return file.map(named -> Imports.read(named, format));
    }
}
