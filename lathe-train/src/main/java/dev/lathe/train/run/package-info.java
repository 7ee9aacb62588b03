/**
 * The folder of a run: its lock and recipe, the metrics of every step (JSON lines and TensorBoard events), the trajectories, the
 * checkpoints and the summary.
 */
@NullMarked
package dev.lathe.train.run;

import org.jspecify.annotations.NullMarked;
