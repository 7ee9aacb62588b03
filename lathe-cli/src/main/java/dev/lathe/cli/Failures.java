package dev.lathe.cli;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into what a person reads, and an exit code. */
final class Failures {
    private static final int BROKEN = 1;
    private static final int MISTAKE = 2;

    private Failures() {}

    /** Says in one line what is wrong with the command line. */
    static int wrongArguments(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        List<String> near =
                mistake instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        say(
                command.getErr(),
                "%s%s; see %s --help"
                        .formatted(
                                message(mistake),
                                near.isEmpty() ? "" : ", nearest is " + near.getFirst(),
                                command.getCommandSpec().qualifiedName()));
        return MISTAKE;
    }

    private static String message(ParameterException mistake) {
        boolean command = mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !mistake.getCommandLine().getSubcommands().isEmpty();
        return command
                ? "unknown command '%s'"
                        .formatted(((UnmatchedArgumentException) mistake)
                                .getUnmatched()
                                .getFirst())
                : oneLine(mistake.getMessage());
    }

    /** Says in one line what the user can mend; whatever else is shown whole. */
    static int failed(Exception failure, CommandLine command, ParseResult arguments) {
        switch (mendable(failure)) {
            case UserError error -> say(command.getErr(), oneLine(error.getMessage()));
            case FileSystemException error ->
                say(command.getErr(), "%s: %s".formatted(error.getFile(), AtomicFiles.reason(error)));
            default -> {
                say(command.getErr(), "something broke that should not; please report this:");
                failure.printStackTrace(command.getErr());
                return BROKEN;
            }
        }
        return MISTAKE;
    }

    /** Finds in a chain of causes what the user can mend; else returns the failure itself. */
    private static Throwable mendable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError || cause instanceof FileSystemException) {
                return cause;
            }
        }
        return failure;
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void say(PrintWriter err, String line) {
        err.println("lathe: " + line);
    }
}
