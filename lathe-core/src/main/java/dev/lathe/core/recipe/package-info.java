/**
 * Reads, checks, writes and documents recipes. A recipe is a YAML file that fills a record; the record's components, by their types
 * and annotations, are the only statement of what the keys are, what they mean, what they may be and what they are by default.
 *
 * <p>Components are whole numbers, numbers, truth values, text, paths, durations, enums, lists, records (sections) and sealed
 * interfaces over records (choices, told apart by the key {@code kind}). {@code learningRate} is the key {@code learning_rate}.
 */
@NullMarked
package dev.lathe.core.recipe;

import org.jspecify.annotations.NullMarked;
