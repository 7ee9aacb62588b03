/** How a token is chosen from a row of logits: what a request asks for, the steps from logits to probabilities, and the draw. */
@NullMarked
package dev.lathe.model.sampling;

import org.jspecify.annotations.NullMarked;
