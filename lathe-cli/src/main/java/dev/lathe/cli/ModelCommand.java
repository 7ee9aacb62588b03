package dev.lathe.cli;

import picocli.CommandLine.Command;

/** Looks after checkpoints. */
@Command(
        name = "model",
        description = "Look at checkpoints, convert, merge and download them.",
        subcommands = {
            ModelShowCommand.class,
            ModelConvertCommand.class,
            ModelMergeCommand.class,
            ModelPullCommand.class
        })
final class ModelCommand {}
