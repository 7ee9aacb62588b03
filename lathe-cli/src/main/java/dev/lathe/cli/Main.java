package dev.lathe.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Starts the {@code lathe} command. */
@Command(
        name = "lathe",
        description = "Shapes language-model agents, turn by turn.",
        version = "lathe 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            EvalCommand.class,
            RolloutCommand.class,
            PlayCommand.class,
            ShopCommand.class,
            ChatCommand.class,
            ModelCommand.class,
            ServeCommand.class,
            BenchCommand.class,
            AlgorithmsCommand.class,
            KeysCommand.class,
            DoctorCommand.class
        },
        footer = {"", "lathe test runs every test.", "lathe COMMAND --help tells what a command takes."})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and exits with 0, 1 (something broke), 2 (a mistake of the user) or 130 (Ctrl-C). */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    private static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        Interruption.begun();
        try {
            return commandLine(out, err).execute(arguments);
        } finally {
            out.flush();
            err.flush();
            Interruption.finished();
        }
    }

    /** Returns the command with all that are below it, writing to these two. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var root = new CommandLine(new Main());
        root.getCommandSpec()
                .addOption(flag("Show the version.", "-V", "--version")
                        .versionHelp(true)
                        .build());
        addHelp(root);
        return root.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::wrongArguments)
                .setExecutionExceptionHandler(Failures::failed);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        flag("Show this text.", "-h", "--help").usageHelp(true).build());
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).description(description);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
