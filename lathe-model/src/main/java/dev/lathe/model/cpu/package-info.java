/**
 * The fast runner for processors: weights packed in panels that a few threads share, all else by the Vector API, and no number that
 * depends on what else is in the batch.
 */
@NullMarked
package dev.lathe.model.cpu;

import org.jspecify.annotations.NullMarked;
