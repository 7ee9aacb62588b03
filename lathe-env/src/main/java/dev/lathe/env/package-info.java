/** Environments other than the shop, each over a data set or a generator of tasks. */
@NullMarked
package dev.lathe.env;

import org.jspecify.annotations.NullMarked;
