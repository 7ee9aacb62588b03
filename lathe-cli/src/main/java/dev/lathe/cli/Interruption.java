package dev.lathe.cli;

import dev.lathe.core.StopRequest;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Gives a command time to finish its step and to save when Ctrl-C comes. The JVM is then already on its way down with exit code 130;
 * it waits for this hook, and the hook for the command.
 */
final class Interruption {
    private static final CountDownLatch COMMAND_ENDED = new CountDownLatch(1);
    private static volatile boolean begun;

    private Interruption() {}

    /** Returns the request that Ctrl-C makes from now on. */
    static StopRequest onInterrupt(PrintWriter err) {
        var stop = new StopRequest();
        onInterrupt(() -> {
            stop.request();
            err.println("lathe: finishing the step and saving (to end at once: kill -9 %d)"
                    .formatted(ProcessHandle.current().pid()));
        });
        return stop;
    }

    /** Runs something when Ctrl-C or SIGTERM comes; what the command does then, it is waited for. */
    static void onInterrupt(Runnable action) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> finish(action)));
    }

    /** Blocks until the process is told to end. What follows runs while the JVM waits for it. */
    static void awaitStop(PrintWriter err) throws InterruptedException {
        var told = new CountDownLatch(1);
        onInterrupt(() -> {
            err.println("lathe: taking no more requests and finishing those in progress");
            told.countDown();
        });
        told.await();
    }

    /** Says that the process is here for a command, for which it is to wait. */
    static void begun() {
        begun = true;
    }

    /** Lets the JVM go. Every command that has begun ends with this, or a hook would wait for ever. */
    static void finished() {
        COMMAND_ENDED.countDown();
    }

    private static void finish(Runnable action) {
        if (!begun || COMMAND_ENDED.getCount() == 0) {
            return;
        }
        action.run();
        try {
            COMMAND_ENDED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
