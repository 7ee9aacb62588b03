/** The training engine, the pipelines that drive it, their checkpoints, metrics and reports, and the root record of recipes. */
@NullMarked
package dev.lathe.train;

import org.jspecify.annotations.NullMarked;
