package dev.lathe.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.env.ArithmeticTasks.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "47 | true | 38 | 7 + 8 = 15 ; 4 + 3 + 1 = 8 ; 85",
                "95 | true | 8 | 5 + 8 = 13 ; 9 + 0 + 1 = 10 ; 103",
                "43 | false | 38 | 13 - 8 = 5 ; 4 - 3 - 1 = 0 ; 5",
                "7 | false | 7 | 7 - 7 = 0 ; 0",
                "100 | false | 1 | 10 - 1 = 9 ; 10 - 0 - 1 = 9 ; 1 - 0 - 1 = 0 ; 99",
            })
    void worksItOutInWriting(int left, boolean plus, int right, String solution) {
        assertThat(ArithmeticSolution.of(new ArithmeticTask(left, plus, right))).isEqualTo(solution);
    }

    @Test
    void rewardsEveryRightSolutionAndNoSlip() {
        for (ArithmeticTask task : new ArithmeticTasks(3, 1).tasks(Split.TRAIN, 500)) {
            assertThat(play(task, ArithmeticSolution.of(task)).reward())
                    .as(task.id())
                    .isEqualTo(1);
            assertThat(play(task, ArithmeticSolution.of(task, 1, 0)).reward())
                    .as(task.id())
                    .isZero();
        }
    }

    @Test
    void keepsSplitsApart() {
        ArithmeticTasks tasks = new ArithmeticTasks(2, 0);
        Set<ArithmeticTask> trained = new HashSet<>(tasks.tasks(Split.TRAIN, 5_000));
        List<ArithmeticTask> heldOut = tasks.tasks(Split.HELD_OUT, 500);
        assertThat(heldOut).doesNotContainAnyElementsOf(trained);
        assertThat(tasks.tasks(Split.VALIDATION, 500)).doesNotContainAnyElementsOf(heldOut);
        assertThat(heldOut).isEqualTo(new ArithmeticTasks(2, 0).tasks(Split.HELD_OUT, 500));
    }

    @Test
    void findsNoAnswerWhereThereIsNone() {
        StepResult result = play(new ArithmeticTask(1, true, 1), "= ; +");
        assertThat(result.reward()).isZero();
        assertThat(result.info().get("answer_found")).isZero();
        assertThat(result.terminated()).isTrue();
        assertThat(play(new ArithmeticTask(1, true, 1), "9999999999999").reward())
                .isZero();
    }

    @Test
    void takesOneAnswer() {
        var environment = new ArithmeticEnvironment();
        assertThat(environment.reset(new ArithmeticTask(4, false, 1), 0)).isEqualTo(Observation.user("4 - 1 ="));
        environment.step("3");
        assertThatThrownBy(() -> environment.step("3")).isInstanceOf(IllegalStateException.class);
    }

    private static StepResult play(ArithmeticTask task, String reply) {
        try (var environment = new ArithmeticEnvironment()) {
            environment.reset(task, 0);
            return environment.step(reply);
        }
    }
}
