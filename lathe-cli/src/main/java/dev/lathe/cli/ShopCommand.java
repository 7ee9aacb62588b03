package dev.lathe.cli;

import picocli.CommandLine.Command;

/** Looks after the shop. */
@Command(
        name = "shop",
        description = "Write the products of the shop, or those of other simulators, into files.",
        subcommands = ShopExportCommand.class)
final class ShopCommand {}
