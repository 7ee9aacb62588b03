package dev.lathe.env;

import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one sum or difference and scores the one reply: reward 1 if its last number is the result, else 0. The outcome holds
 * {@code correct} and {@code answer_found}, each 0 or 1.
 */
public final class ArithmeticEnvironment implements Environment<ArithmeticTask> {
    private static final Pattern LAST = Pattern.compile("(\\d{1,9})\\D{0,99}$");

    private @Nullable ArithmeticTask asked;

    @Override
    public Observation reset(ArithmeticTask task, long seed) {
        asked = task;
        return Observation.user(task.question());
    }

    @Override
    public StepResult step(String action) {
        if (asked == null) {
            throw new IllegalStateException("no episode runs: the question is answered once, after reset");
        }
        Matcher last = LAST.matcher(action);
        boolean found = last.find();
        double reward = found && Integer.parseInt(last.group(1)) == asked.answer() ? 1 : 0;
        asked = null;
        Metrics outcome = Metrics.of("correct", reward).with("answer_found", found ? 1 : 0);
        return new StepResult(Observation.NONE, reward, true, false, outcome);
    }

    @Override
    public void close() {
        asked = null;
    }
}
