/** Questions from a file with one reply each, which graders that a recipe names score together. */
@NullMarked
package dev.lathe.train.question;

import org.jspecify.annotations.NullMarked;
