/** What is computed on processors by the Vector API, straight on native memory: elementary functions, and the rows of matrices. */
@NullMarked
package dev.lathe.model.vector;

import org.jspecify.annotations.NullMarked;
