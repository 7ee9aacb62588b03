package dev.lathe.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.UserError;
import dev.lathe.verify.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathTasksTests {
    @TempDir
    Path folder;

    @Test
    void loadsEveryRealTrainingProblemUnderANameOfItsOwn() {
        List<MathTask> tasks = MathTasks.load(Path.of(System.getProperty("lathe.shared"), "data/gsm8k/train.jsonl"));
        assertThat(tasks).hasSize(7_473);
        assertThat(tasks.stream().map(MathTask::id).distinct()).hasSize(7_473);
        assertThat(tasks.getFirst().id()).isEqualTo("train:1");
        assertThat(tasks.getFirst().answer()).isEqualTo(Rational.of(72));
        assertThat(tasks.get(644).answer()).isEqualTo(Rational.of(109_200_000));
    }

    @Test
    void namesTheLineWhoseAnswerHasNoNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("some.jsonl"), """
                {"question": "1 + 1?", "answer": "#### 2"}
                {"question": "1 + 2?", "answer": "three"}
                """);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> MathTasks.load(file))
                .withMessageEndingWith("some.jsonl:2: key 'answer' must end in '#### NUMBER'");
    }

    @Test
    void namesTheLineWithoutAQuestion() throws IOException {
        Path file = Files.writeString(folder.resolve("some.jsonl"), "{\"answer\": \"#### 2\"}");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> MathTasks.load(file))
                .withMessageEndingWith("some.jsonl:1: key 'question' is missing; there are [answer]");
    }
}
