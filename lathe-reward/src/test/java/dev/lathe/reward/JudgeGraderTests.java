package dev.lathe.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.core.Task;
import dev.lathe.core.chat.ChatException;
import dev.lathe.core.chat.ChatReply;
import dev.lathe.core.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeGraderTests {
    private record Question(String id, String text) implements Task {}

    private static final Question QUESTION = new Question("q:1", "Why is the sky blue?");

    @Test
    void readsTheLastGrade() {
        assertThat(grade("A score: 2 would be harsh.\n**Score: 8**")).isEqualTo(Grade.Earned.of(0.8));
        assertThat(grade("Score: 10")).isEqualTo(Grade.Earned.of(1));
    }

    @Test
    void takesNoGradeThatIsNone() {
        assertThat(grade("It is good.")).isEqualTo(new Grade.Ungraded(false, "the judge wrote no grade from 0 to 10"));
        assertThat(grade("Score: 11")).isInstanceOf(Grade.Ungraded.class);
        assertThat(grade("Score: 7.5")).isInstanceOf(Grade.Ungraded.class);
    }

    @Test
    void asksAboutTheLastReplyAlone() {
        List<ChatRequest> asked = new ArrayList<>();
        var grader = new JudgeGrader<Question>(
                request -> {
                    asked.add(request);
                    return reply("Score: 5");
                },
                Question::text,
                "Look at physics only.",
                10,
                64);
        grader.grade(QUESTION, List.of("first", "Because of Rayleigh."), Metrics.NONE);
        assertThat(asked).hasSize(1);
        ChatRequest request = asked.getFirst();
        assertThat(request.temperature()).isZero();
        assertThat(request.messages().getFirst().content())
                .isEqualTo(
                        "You grade replies. Look at physics only. End with a line 'Score: N', where N is a whole number from 0 (worst) to 10 (best).");
        assertThat(request.messages().getLast().content())
                .startsWith("Question:\nWhy is the sky blue?\n")
                .contains("\nBecause of Rayleigh.\n")
                .doesNotContain("first");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSilentJudgeIsNoFaultOfThePolicy(boolean timedOut) {
        var grader = new JudgeGrader<Question>(
                request -> {
                    throw new ChatException("no reply after 4 attempts", timedOut);
                },
                Question::text,
                "",
                10,
                64);
        assertThat(grader.grade(QUESTION, List.of("x"), Metrics.NONE))
                .isEqualTo(new Grade.Ungraded(timedOut, "no reply after 4 attempts"));
    }

    private static Grade grade(String judgement) {
        return new JudgeGrader<Question>(request -> reply(judgement), Question::text, "", 10, 64)
                .grade(QUESTION, List.of("x"), Metrics.NONE);
    }

    private static ChatReply reply(String text) {
        return new ChatReply(text, true, 0, 0);
    }
}
