/** The pipelines: supervised learning on demonstrations, reinforcement learning in an environment, evaluation between them. */
@NullMarked
package dev.lathe.train.pipeline;

import org.jspecify.annotations.NullMarked;
