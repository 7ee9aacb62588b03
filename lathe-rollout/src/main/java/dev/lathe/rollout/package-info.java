/** The life of a sample: the scheduler that owns it, the episode that makes it, the group it is compared in. */
@NullMarked
package dev.lathe.rollout;

import org.jspecify.annotations.NullMarked;
