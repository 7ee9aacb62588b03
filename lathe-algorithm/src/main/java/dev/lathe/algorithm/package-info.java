/** Pure functions from trajectories and log-probabilities to advantages, weights and losses. An algorithm is a record of five choices. */
@NullMarked
package dev.lathe.algorithm;

import org.jspecify.annotations.NullMarked;
