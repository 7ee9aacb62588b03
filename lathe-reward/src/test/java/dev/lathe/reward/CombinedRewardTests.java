package dev.lathe.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Metrics;
import dev.lathe.core.Score;
import dev.lathe.core.Task;
import dev.lathe.reward.CombinedReward.Part;
import dev.lathe.verify.Verdict;
import dev.lathe.verify.instruction.Instruction;
import dev.lathe.verify.instruction.Instructions;
import dev.lathe.verify.math.MathVerifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CombinedRewardTests {
    private record Question(String id, String answer) implements Task {}

    private static final Question QUESTION = new Question("q:1", "1/2");
    private static final Grader<Question> ANSWER =
            Graders.verdict((task, reply) -> MathVerifier.check(task.answer(), reply));
    private static final Grader<Question> BROKEN = (task, replies, outcome) -> new Grade.Ungraded(false, "broken");

    @Test
    void addsGradesByWeightAndNamesEach() {
        Instruction noComma =
                Instructions.of("punctuation:no_comma", JsonMapper.shared().createObjectNode());
        var reward = new CombinedReward<>(List.of(
                new Part<>("answer", 1, ANSWER),
                new Part<>("form", 0.5, Graders.instructions(task -> List.of(noComma))),
                new Part<>("turns", -0.1, Graders.outcome("turns"))));
        Score score = reward.score(QUESTION, List.of("Well, the answer is 0.5"), Metrics.of("turns", 2));
        assertThat(score.value()).isEqualTo(1 - 0.2, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(score.parts())
                .isEqualTo(Metrics.of("answer", 1)
                        .with("answer_missing", 0)
                        .with("form", 0)
                        .with("form_all", 0)
                        .with("turns", 2)
                        .with("ungraded", 0));
    }

    @Test
    void leavesOutWhatTheCheckerCouldNotGrade() {
        var reward = new CombinedReward<>(List.of(new Part<>("answer", 1, ANSWER), new Part<>("judge", 3, BROKEN)));
        Score score = reward.score(QUESTION, List.of("0.5"), Metrics.NONE);
        assertThat(score.value()).isEqualTo(4);
        assertThat(score.parts().get("judge_failed")).isEqualTo(1);
        assertThat(score.parts().find("judge")).isEmpty();
        assertThat(score.parts().get("ungraded")).isZero();
    }

    @Test
    void saysWhenNothingWasGraded() {
        Score score = new CombinedReward<>(List.of(new Part<>("judge", 1, BROKEN)))
                .score(QUESTION, List.of("0.5"), Metrics.NONE);
        assertThat(score.value()).isZero();
        assertThat(score.parts()).isEqualTo(Metrics.of("judge_failed", 1).with("ungraded", 1));
    }

    @Test
    void countsATimeOutOfTheCheckerApart() {
        Grader<Question> slow = Graders.within(Duration.ofMillis(50), (task, replies, outcome) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Grade.Earned.of(1);
        });
        Score score = new CombinedReward<>(List.of(new Part<>("slow", 1, slow)))
                .score(QUESTION, List.of("0.5"), Metrics.NONE);
        assertThat(score.parts()).isEqualTo(Metrics.of("slow_timed_out", 1).with("ungraded", 1));
    }

    @Test
    void holdsNoUndecidedVerdictAgainstThePolicy() {
        Grader<Question> undecided = Graders.verdict((task, reply) -> Verdict.UNDECIDED);
        assertThat(undecided.grade(QUESTION, List.of("x"), Metrics.NONE)).isInstanceOf(Grade.Ungraded.class);
        assertThat(ANSWER.grade(QUESTION, List.of("no idea"), Metrics.NONE))
                .isEqualTo(new Grade.Earned(0, Metrics.of("missing", 1)));
    }

    @Test
    void refusesNamesThatMeetAndWeightsThatDoNothing() {
        Part<Question> part = new Part<>("answer", 1, ANSWER);
        assertThatThrownBy(() -> new CombinedReward<>(List.of(part, part)))
                .hasMessage("two parts of a reward have one name: [answer, answer]");
        assertThatThrownBy(() -> new CombinedReward<>(List.of(new Part<>("answer", 0, ANSWER))))
                .hasMessage("a reward needs a part with a weight other than 0");
    }
}
