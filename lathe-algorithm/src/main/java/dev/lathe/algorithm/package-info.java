/**
 * Turns trajectories and log-probabilities into advantages, weights and losses: pure functions, blind to models, devices and
 * parallelism. An {@code Algorithm} is a record of five choices; {@code PolicySamples} and {@code SupervisedSamples} fix every
 * coefficient over the whole optimiser batch, so that an {@code Objective} is a plain sum over tokens, however they are split.
 */
@NullMarked
package dev.lathe.algorithm;

import org.jspecify.annotations.NullMarked;
