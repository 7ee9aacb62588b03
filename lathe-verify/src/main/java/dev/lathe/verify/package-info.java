/**
 * Checks answers without a model: exact, pure, bounded functions from texts to verdicts. Here, the answer rule of GSM8K, multiple
 * choice, regular expressions and JSON schemas; mathematics and instructions have packages of their own.
 */
@NullMarked
package dev.lathe.verify;

import org.jspecify.annotations.NullMarked;
