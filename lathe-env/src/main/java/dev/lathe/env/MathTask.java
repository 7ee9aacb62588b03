package dev.lathe.env;

import dev.lathe.core.Task;
import dev.lathe.verify.Rational;

/**
 * Asks one question that has a number for an answer.
 *
 * @param id the file's name without its ending and the line, such as {@code train:17}
 * @param question the problem as text
 * @param solution the reference solution, which ends in {@code #### NUMBER}
 * @param answer the number that counts as correct
 */
public record MathTask(String id, String question, String solution, Rational answer) implements Task {}
