package dev.lathe.env;

import dev.lathe.verify.Gsm8kAnswer;
import dev.lathe.verify.Rational;
import java.nio.file.Path;
import java.util.List;

/** Loads mathematics problems written as GSM8K writes them: {@code {"question": ..., "answer": "... #### 18"}}, one a line. */
public final class MathTasks {
    private MathTasks() {}

    /**
     * Returns the tasks of a file, in its order.
     *
     * @throws dev.lathe.core.UserError if the file is missing or empty, a line is not a JSON object, or a question or a final
     *     answer is missing
     */
    public static List<MathTask> load(Path file) {
        return JsonLines.read(file, MathTasks::task);
    }

    private static MathTask task(JsonLine line) {
        String question = line.text("question");
        String solution = line.text("answer");
        return new MathTask(line.id(), question, solution, gold(line, solution));
    }

    private static Rational gold(JsonLine line, String solution) {
        try {
            return Gsm8kAnswer.gold(solution);
        } catch (IllegalArgumentException unmarked) {
            throw line.error("key 'answer' must end in '#### NUMBER'");
        }
    }
}
