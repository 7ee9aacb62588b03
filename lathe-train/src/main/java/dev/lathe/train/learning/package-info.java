/** How models learn from pairs, judged answers and teachers: what of a forward pass goes into which objective. */
@NullMarked
package dev.lathe.train.learning;

import org.jspecify.annotations.NullMarked;
