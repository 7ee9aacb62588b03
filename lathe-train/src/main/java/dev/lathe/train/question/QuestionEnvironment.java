package dev.lathe.train.question;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.Score;
import dev.lathe.core.StepResult;
import dev.lathe.reward.CombinedReward;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question and scores the one reply. The outcome holds {@code reward}, {@code correct}, which is 1 where the reward is the
 * best there is, and the parts of the reward, whose names begin with {@code reward_}.
 */
public final class QuestionEnvironment implements Environment<QuestionTask> {
    /** The outcome that is 1 where every grader failed or ran out of time, by no fault of the policy. */
    public static final String UNGRADED = "reward_" + CombinedReward.UNGRADED;

    private static final double TOLERANCE = 1e-9;

    private final @Nullable String instruction;
    private final double best;
    private @Nullable QuestionTask asked;

    /**
     * Asks.
     *
     * @param instruction what stands before each question; null for nothing
     * @param best the highest reward
     */
    public QuestionEnvironment(@Nullable String instruction, double best) {
        this.instruction = instruction;
        this.best = best;
    }

    @Override
    public Observation reset(QuestionTask task, long seed) {
        asked = task;
        return new Observation(Stream.concat(
                        Stream.ofNullable(instruction).map(Message::system), Stream.of(Message.user(task.question())))
                .toList());
    }

    @Override
    public StepResult step(String action) {
        if (asked == null) {
            throw new IllegalStateException("no episode runs: the question is answered once, after reset");
        }
        Score score = asked.reward().score(asked, List.of(action), Metrics.NONE);
        asked = null;
        Metrics parts = score.parts().prefixed("reward_");
        boolean correct = parts.get(UNGRADED) == 0 && score.value() >= best - TOLERANCE;
        Metrics outcome = Metrics.of("reward", score.value())
                .with("correct", correct ? 1 : 0)
                .with(parts);
        return new StepResult(Observation.NONE, score.value(), true, false, outcome);
    }

    @Override
    public void close() {
        asked = null;
    }
}
