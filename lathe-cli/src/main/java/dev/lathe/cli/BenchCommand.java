package dev.lathe.cli;

import picocli.CommandLine.Command;

/** Measures speed. */
@Command(
        name = "bench",
        description = "Measure speed.",
        subcommands = {
            BenchCoreCommand.class,
            BenchEngineCommand.class,
            BenchTrainCommand.class,
            BenchGrpoCommand.class,
            BenchShopCommand.class
        })
final class BenchCommand {}
