package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.env.MathTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathSourceTests {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeTenProblems() throws IOException {
        data = folder.resolve("ten.jsonl");
        Files.writeString(
                data,
                IntStream.range(0, 10)
                        .mapToObj(
                                "{\"question\": \"What is %1$d?\", \"answer\": \"It is itself. #### %1$d\"}%n"
                                        ::formatted)
                        .collect(Collectors.joining()));
    }

    @Test
    void theLastProblemsAreHeldOutAndThoseBeforeThemValidate() {
        MathSource source = source(2, 0);
        assertThat(questions(source.heldOut(9))).containsExactly("What is 8?", "What is 9?");
        assertThat(questions(source.validation(9))).containsExactly("What is 6?", "What is 7?");
        assertThat(questions(source.heldOut(1))).containsExactly("What is 8?");
        assertThat(questions(LongStream.range(0, 200).mapToObj(source::training).toList()))
                .containsOnly(
                        IntStream.range(0, 6).mapToObj("What is %d?"::formatted).toArray(String[]::new));
    }

    @Test
    void theSeedDecidesTheOrderOfTraining() {
        List<String> order = order(source(2, 0));
        assertThat(order(source(2, 0))).isEqualTo(order);
        assertThat(order(source(2, 1))).isNotEqualTo(order);
    }

    @Test
    void tooFewProblemsAreTheUsersMistake() {
        assertThatThrownBy(() -> source(5, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: 10 problems are too few to keep 5 for validation and 5 held out".formatted(data));
    }

    @Test
    void theRewardIsWhetherTheAnswerIsRight() {
        MathSource source = source(2, 0);
        MathTask task = source.training(0);
        assertThat(source.reward()
                        .score(task, List.of(), Metrics.of("correct", 1))
                        .value())
                .isEqualTo(1);
        assertThat(source.reward().score(task, List.of(), Metrics.NONE).value()).isZero();
    }

    @Test
    void aLessonIsTheGivenSolution() {
        MathSource source = source(2, 0);
        Lesson.Turn turn = source.lesson(SftRecipe.Part.EPISODE, 3).turns().getFirst();
        assertThat(turn.observation().getLast().content())
                .contains(source.training(3).question());
        assertThat(turn.reply()).contains("It is itself.");
    }

    private MathSource source(int heldOut, long seed) {
        return new MathSource(new EnvironmentRecipe.Gsm8k(data, heldOut, "Solve it."), seed);
    }

    private static List<String> questions(List<MathTask> tasks) {
        return tasks.stream().map(MathTask::question).toList();
    }

    private static List<String> order(MathSource source) {
        return questions(LongStream.range(0, 20).mapToObj(source::training).toList());
    }
}
