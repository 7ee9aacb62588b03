/** Checks answers without a model: exact, pure functions from texts to verdicts. Today, the answer rule of GSM8K. */
@NullMarked
package dev.lathe.verify;

import org.jspecify.annotations.NullMarked;
