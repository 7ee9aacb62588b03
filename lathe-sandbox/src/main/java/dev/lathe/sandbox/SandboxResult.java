package dev.lathe.sandbox;

import java.time.Duration;

/**
 * Holds what a command did.
 *
 * @param end what ended it
 * @param exitCode its exit code; 128 and the signal where a signal ended it
 * @param output the start of its standard output
 * @param errors the start of its standard error
 * @param truncated whether there was more of either
 * @param wall how long it ran by the clock
 */
public record SandboxResult(End end, int exitCode, String output, String errors, boolean truncated, Duration wall) {
    /** Says what ended a command. Memory, files and processes over their limits fail inside of it, so that it ends as it likes. */
    public enum End {
        /** The command itself, with whatever exit code. */
        EXIT,
        /** The limit of time by the clock. */
        WALL_TIME,
        /** The limit of processor time. */
        CPU_TIME,
        /** The limit of memory, by the system's hand. */
        MEMORY
    }

    public boolean succeeded() {
        return end == End.EXIT && exitCode == 0;
    }
}
