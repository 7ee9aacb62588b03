package dev.lathe.train.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.reward.CodeLanguage;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.GraderRecipe;
import dev.lathe.train.recipe.RewardRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFileTests {
    private static final GraderRecipe MATHEMATICS = new GraderRecipe.Mathematics("answer");
    private static final GraderRecipe CHOICE = new GraderRecipe.MultipleChoice("answer", 4);
    private static final GraderRecipe CODE = new GraderRecipe.Code(CodeLanguage.PYTHON, "tests");
    private static final GraderRecipe INSTRUCTIONS = new GraderRecipe.Instructions();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '"answer": "1/2"'                     | The answer is \\boxed{0.5}. | 0.25 it is.
            '"answer": 18'                        | #### 18                      | 19
            '"answer": "so 9 * 2 = 18. #### 18"'  | It makes 18.                 | I do not know.
            """)
    void mathematicsComparesFinalAnswers(String row, String right, String wrong) throws IOException {
        QuestionTask task = task(row, MATHEMATICS);
        assertThat(value(task, right)).isEqualTo(1);
        assertThat(value(task, wrong)).isZero();
    }

    @Test
    void aChoiceIsALetter() throws IOException {
        QuestionTask task = task("\"answer\": \"B\"", CHOICE);
        assertThat(value(task, "The answer is (B).")).isEqualTo(1);
        assertThat(value(task, "The answer is (C).")).isZero();
    }

    @Test
    void anExpressionIsFoundOrNot() throws IOException {
        QuestionTask task = task("\"x\": 1", new GraderRecipe.RegularExpression("(?s)^<think>.*</think>"));
        assertThat(value(task, "<think>two\nlines</think> 4")).isEqualTo(1);
        assertThat(value(task, "4")).isZero();
    }

    @Test
    void aSchemaAllowsOrNot() throws IOException {
        Path schema = Files.writeString(folder.resolve("schema.json"), "{\"type\": \"object\", \"required\": [\"a\"]}");
        QuestionTask task = task("\"x\": 1", new GraderRecipe.JsonSchema(schema));
        assertThat(value(task, "{\"a\": 1}")).isEqualTo(1);
        assertThat(value(task, "{\"b\": 1}")).isZero();
    }

    @Test
    void instructionsAreThoseOfTheRow() throws IOException {
        QuestionTask task = task(
                "\"instruction_id_list\": [\"punctuation:no_comma\", \"keywords:existence\"],"
                        + " \"kwargs\": [{}, {\"keywords\": [\"tea\"]}]",
                INSTRUCTIONS);
        assertThat(value(task, "Tea and milk.")).isEqualTo(1);
        assertThat(value(task, "Milk and honey.")).isEqualTo(0.5);
    }

    @Test
    void programsRunAgainstTheTestsOfTheRow() throws IOException {
        QuestionTask task =
                task("\"tests\": [{\"input\": \"2\", \"output\": \"4\"}, {\"input\": \"3\", \"output\": \"9\"}]", CODE);
        assertThat(value(task, "```python\nprint(int(input()) ** 2)\n```")).isEqualTo(1);
        assertThat(value(task, "```python\nprint(int(input()) * 2)\n```")).isEqualTo(0.5);
    }

    @Test
    void partsAddUpByTheirWeights() throws IOException {
        QuestionTask task = read(
                        "{\"prompt\": \"How many?\", \"answer\": \"3\"}",
                        part(MATHEMATICS, 1, null),
                        part(new GraderRecipe.RegularExpression("!"), -0.25, "shouting"))
                .getFirst();
        Metrics parts = task.reward().score(task, List.of("3!"), Metrics.NONE).parts();
        assertThat(value(task, "3!")).isCloseTo(0.75, within(1e-12));
        assertThat(parts.get("mathematics")).isEqualTo(1);
        assertThat(parts.get("shouting")).isEqualTo(1);
        assertThat(parts.get("ungraded")).isZero();
    }

    @Test
    void aJudgeThatCannotBeReachedIsNoFaultOfThePolicy() throws IOException {
        var judge = new GraderRecipe.Judge("http://127.0.0.1:9/v1", "none", null, "Be fair.", 10, 64);
        QuestionTask task = read(
                        "{\"prompt\": \"How many?\"}", new RewardRecipe(judge, 1, null, Duration.ofMillis(300)))
                .getFirst();
        Metrics parts = task.reward().score(task, List.of("3"), Metrics.NONE).parts();
        assertThat(parts.get("ungraded")).isEqualTo(1);
        assertThat(parts.find("judge")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MATHEMATICS  | `"b": 1`                                   | key 'answer' is missing; there are [prompt, b]
            MATHEMATICS  | `"answer": [1]`                            | key 'answer' must be a string or a number, not array
            MATHEMATICS  | `"answer": "?!"`                      | key 'answer' holds no answer that can be read: '?!'
            CHOICE       | `"answer": "E"`                            | key 'answer' must be a letter from A to D, not 'E'
            CODE         | `"tests": []`                              | 'tests' is empty; it needs at least one test
            CODE         | `"tests": [{"input": "1"}]`                | each of 'tests' must have an input and an output, both strings
            INSTRUCTIONS | `"instruction_id_list": ["a"], "kwargs": []`   | 'instruction_id_list' has 1 entries and 'kwargs' 0
            INSTRUCTIONS | `"instruction_id_list": ["a"], "kwargs": [{}]` | unknown instruction 'a'; allowed are
            """)
    void aRowWithoutWhatItsGraderNeedsIsNamed(String grader, String row, String message) {
        GraderRecipe recipe = switch (grader) {
            case "MATHEMATICS" -> MATHEMATICS;
            case "CHOICE" -> CHOICE;
            case "CODE" -> CODE;
            default -> INSTRUCTIONS;
        };
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> task(row, recipe))
                .withMessageStartingWith(folder.resolve("rows.jsonl") + ":1: " + message);
    }

    @Test
    void tasksAreNamedByTheirLineAndHaveSolutionsWhereAKeyIsGiven() throws IOException {
        Files.writeString(
                folder.resolve("rows.jsonl"), "\n{\"q\": \"How many?\", \"answer\": \"3\", \"why\": \"One more.\"}\n");
        List<RewardRecipe> rewards = List.of(part(MATHEMATICS, 1, null));
        QuestionTask task = QuestionFile.read(
                        new EnvironmentRecipe.Questions(folder.resolve("rows.jsonl"), rewards, "q", "why", 0, null))
                .getFirst();
        assertThat(task.id()).isEqualTo("rows:2");
        assertThat(task.question()).isEqualTo("How many?");
        assertThat(task.solution()).isEqualTo("One more.");
    }

    private QuestionTask task(String row, GraderRecipe grader) throws IOException {
        return read("{\"prompt\": \"How many?\", %s}".formatted(row), part(grader, 1, null))
                .getFirst();
    }

    private List<QuestionTask> read(String line, RewardRecipe... rewards) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), line + "\n");
        return QuestionFile.read(new EnvironmentRecipe.Questions(file, List.of(rewards), "prompt", null, 0, null));
    }

    private static RewardRecipe part(GraderRecipe grader, double weight, @Nullable String name) {
        return new RewardRecipe(grader, weight, name, Duration.ofSeconds(60));
    }

    private static double value(QuestionTask task, String reply) {
        return task.reward().score(task, List.of(reply), Metrics.NONE).value();
    }
}
