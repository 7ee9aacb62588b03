/** The records that recipes fill: what to train, in which environment, how long and how. */
@NullMarked
package dev.lathe.train.recipe;

import org.jspecify.annotations.NullMarked;
