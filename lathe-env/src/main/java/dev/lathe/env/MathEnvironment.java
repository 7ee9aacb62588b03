package dev.lathe.env;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.verify.Gsm8kAnswer;
import dev.lathe.verify.Gsm8kAnswer.Evidence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one mathematics question and scores the one reply: reward 1 if its final answer is the task's number, else 0.
 *
 * <p>The outcome holds {@code correct}, {@code answer_found} and {@code answer_marked}, each 0 or 1; an answer is marked when it
 * stands where the instruction asks for it rather than being the last number by chance.
 */
public final class MathEnvironment implements Environment<MathTask> {
    private final String instruction;
    private @Nullable MathTask asked;

    /** Asks with an instruction before each question, which says how the answer is to be written. */
    public MathEnvironment(String instruction) {
        this.instruction = instruction;
    }

    @Override
    public Observation reset(MathTask task, long seed) {
        asked = task;
        return new Observation(List.of(Message.system(instruction), Message.user(task.question())));
    }

    @Override
    public StepResult step(String action) {
        if (asked == null) {
            throw new IllegalStateException("no episode runs: the question is answered once, after reset");
        }
        Optional<Gsm8kAnswer> found = Gsm8kAnswer.find(action);
        boolean correct =
                found.map(Gsm8kAnswer::value).filter(asked.answer()::equals).isPresent();
        boolean marked =
                found.map(Gsm8kAnswer::evidence).filter(Evidence.MARKED::equals).isPresent();
        asked = null;
        double reward = number(correct);
        Metrics outcome = Metrics.of("correct", reward)
                .with("answer_found", number(found.isPresent()))
                .with("answer_marked", number(marked));
        return new StepResult(Observation.NONE, reward, true, false, outcome);
    }

    @Override
    public void close() {
        asked = null;
    }

    private static double number(boolean yes) {
        return yes ? 1 : 0;
    }
}
