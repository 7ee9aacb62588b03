package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The arguments of every command that may be read by a program. */
final class OutputOptions {
    @Option(names = "--json", description = "Write JSON, one object a line.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean json() {
        return json;
    }

    /** Returns what shows progress: JSON on standard output, or else for a person on standard error. */
    LiveProgress progress() {
        CommandLine command = spec.commandLine();
        if (json) {
            return LiveProgress.json(command.getOut());
        }
        Terminal terminal = Terminal.current();
        return terminal.live()
                ? LiveProgress.bar(command.getErr(), terminal.color())
                : LiveProgress.lines(command.getErr());
    }
}
