/**
 * Learning from what people prefer: losses of pairs (DPO and its cousins), of single answers (KTO), and of a reward model. A sample
 * holds its share of every denominator of the optimiser batch, so that the losses of parts add up to the loss of the whole.
 */
@NullMarked
package dev.lathe.algorithm.preference;

import org.jspecify.annotations.NullMarked;
