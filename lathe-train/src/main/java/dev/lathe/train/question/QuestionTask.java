package dev.lathe.train.question;

import dev.lathe.core.RewardFunction;
import dev.lathe.core.Task;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question.
 *
 * @param id the file's name without its ending and the line, such as {@code train:17}
 * @param question as text
 * @param solution a reply to learn from; null if the data has none
 * @param reward scores a reply
 */
public record QuestionTask(
        String id, String question, @Nullable String solution, RewardFunction<QuestionTask> reward) implements Task {}
