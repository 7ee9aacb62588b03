package dev.lathe.cli;

import picocli.CommandLine.Command;

/** Lets a person act where agents act. */
@Command(
        name = "play",
        description = "Act in an environment yourself, and see your score.",
        subcommands = PlayShopCommand.class)
final class PlayCommand {}
