/** The training engine: micro-batches, gradients, one optimiser step; blind to the algorithm that made the samples. */
@NullMarked
package dev.lathe.train.engine;

import org.jspecify.annotations.NullMarked;
