/**
 * Rewards that are made of parts. A {@link dev.lathe.reward.Grader} grades one aspect of an episode, or says that it could not, which
 * is never held against the policy; a {@link dev.lathe.reward.CombinedReward} weighs the grades, and reports each as a metric.
 */
@NullMarked
package dev.lathe.reward;

import org.jspecify.annotations.NullMarked;
