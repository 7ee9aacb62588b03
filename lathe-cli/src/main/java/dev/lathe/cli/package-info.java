/** The {@code lathe} command: subcommands, progress, exit codes. */
@NullMarked
package dev.lathe.cli;

import org.jspecify.annotations.NullMarked;
