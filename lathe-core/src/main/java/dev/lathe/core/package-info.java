/**
 * The words of Lathe. Messages, token spans, chunks and trajectories say what happened; {@code Task}, {@code Environment},
 * {@code Agent}, {@code ChatModel} and {@code RewardFunction} are the interfaces that a user implements. Nothing here needs native code.
 */
@NullMarked
package dev.lathe.core;

import org.jspecify.annotations.NullMarked;
