package dev.lathe.sandbox;

import java.time.Duration;

/**
 * Holds what one command may use.
 *
 * @param wall time by the clock
 * @param cpu processor time of each of its processes
 * @param memoryBytes address space of each of its processes
 * @param processes processes and threads at once
 * @param fileBytes size of each file it writes
 * @param openFiles files open at once in each process
 * @param outputBytes what is kept of each of its two outputs; the rest is read and dropped
 */
public record SandboxLimits(
        Duration wall, Duration cpu, long memoryBytes, int processes, long fileBytes, int openFiles, int outputBytes) {
    /** Suits a test of a small program: 10 s by the clock and of processor, 1 GiB, 64 processes, files of 16 MiB, 64 KiB of output. */
    public static final SandboxLimits SMALL =
            new SandboxLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1L << 30, 64, 16L << 20, 256, 64 << 10);

    public SandboxLimits {
        if (wall.isNegative() || wall.isZero() || cpu.toSeconds() < 1) {
            throw new IllegalArgumentException("a command needs some time, and at least 1 s of processor");
        }
        if (memoryBytes < 1 || processes < 1 || fileBytes < 0 || openFiles < 8 || outputBytes < 0) {
            throw new IllegalArgumentException("a command needs memory, a process and 8 open files");
        }
    }

    public SandboxLimits withWall(Duration other) {
        return new SandboxLimits(other, cpu, memoryBytes, processes, fileBytes, openFiles, outputBytes);
    }

    public SandboxLimits withCpu(Duration other) {
        return new SandboxLimits(wall, other, memoryBytes, processes, fileBytes, openFiles, outputBytes);
    }

    public SandboxLimits withMemoryBytes(long other) {
        return new SandboxLimits(wall, cpu, other, processes, fileBytes, openFiles, outputBytes);
    }

    public SandboxLimits withProcesses(int other) {
        return new SandboxLimits(wall, cpu, memoryBytes, other, fileBytes, openFiles, outputBytes);
    }
}
