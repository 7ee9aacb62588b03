package dev.lathe.reward;

import dev.lathe.core.Metrics;
import dev.lathe.core.Task;
import dev.lathe.reward.Grade.Earned;
import dev.lathe.reward.Grade.Ungraded;
import dev.lathe.verify.Verdict;
import dev.lathe.verify.instruction.Instruction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes graders of checks. */
public final class Graders {
    private Graders() {}

    /**
     * Grades the last reply by a check: 1 if it is correct, else 0; what the check cannot decide has no grade. The detail
     * {@code missing} is 1 where there was no answer.
     *
     * @param check from the task and the last reply to a verdict
     */
    public static <T extends Task> Grader<T> verdict(BiFunction<T, String, Verdict> check) {
        return (task, replies, outcome) -> switch (check.apply(task, last(replies))) {
            case CORRECT -> new Earned(1, Metrics.of("missing", 0));
            case WRONG -> new Earned(0, Metrics.of("missing", 0));
            case MISSING -> new Earned(0, Metrics.of("missing", 1));
            case UNDECIDED -> new Ungraded(false, "the check could not decide");
        };
    }

    /** Grades the last reply by the share of instructions that it follows; the detail {@code all} is 1 if it follows all. */
    public static <T extends Task> Grader<T> instructions(Function<T, List<Instruction>> instructions) {
        return (task, replies, outcome) -> {
            List<Instruction> given = instructions.apply(task);
            String reply = last(replies);
            long followed = given.stream().filter(one -> one.isFollowed(reply)).count();
            double share = given.isEmpty() ? 1 : (double) followed / given.size();
            return new Earned(share, Metrics.of("all", share == 1 ? 1 : 0));
        };
    }

    /** Grades by a number that the environment reported; without it there is no grade. */
    public static <T extends Task> Grader<T> outcome(String name) {
        return (task, replies, outcome) -> outcome.find(name).isPresent()
                ? Earned.of(outcome.get(name))
                : new Ungraded(false, "the environment reported no '%s'".formatted(name));
    }

    /** Ends a grader that takes too long; the episode has no grade then. */
    public static <T extends Task> Grader<T> within(Duration time, Grader<T> grader) {
        return (task, replies, outcome) -> {
            FutureTask<Grade> work = new FutureTask<>(() -> grader.grade(task, replies, outcome));
            Thread thread = Thread.startVirtualThread(work);
            try {
                return work.get(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                thread.interrupt();
                return new Ungraded(true, "no grade within %s".formatted(time));
            } catch (InterruptedException interrupted) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                return new Ungraded(false, "interrupted");
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a grader failed", failed.getCause());
            }
        };
    }

    static String last(List<String> replies) {
        return replies.isEmpty() ? "" : replies.getLast();
    }
}
