package dev.lathe.sandbox;

import java.util.List;

/**
 * Holds a program to run.
 *
 * @param arguments the program and what it is given; no shell reads them
 * @param input what it reads from standard input
 * @param limits what it may use
 */
public record SandboxCommand(List<String> arguments, String input, SandboxLimits limits) {
    public SandboxCommand {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    public static SandboxCommand of(SandboxLimits limits, String... arguments) {
        return new SandboxCommand(List.of(arguments), "", limits);
    }
}
