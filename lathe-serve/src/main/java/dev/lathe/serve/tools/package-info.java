/** The ways in which models write calls of tools, and how such calls are found in their text while it is written. */
@NullMarked
package dev.lathe.serve.tools;

import org.jspecify.annotations.NullMarked;
