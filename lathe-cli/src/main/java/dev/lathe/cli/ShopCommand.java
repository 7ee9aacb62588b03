package dev.lathe.cli;

import picocli.CommandLine.Command;

/** Looks after the shop. */
@Command(
        name = "shop",
        description =
                "Serve the shop to agents, open it to people, report on and grade runs in it, export its products.",
        subcommands = {
            ShopServeCommand.class,
            ShopDemoCommand.class,
            ShopReportCommand.class,
            ShopRegradeCommand.class,
            ShopExportCommand.class
        })
final class ShopCommand {}
