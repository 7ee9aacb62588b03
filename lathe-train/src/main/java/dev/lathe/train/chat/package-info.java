/** Talking with a policy: one conversation, each turn streamed as it is written. */
@NullMarked
package dev.lathe.train.chat;

import org.jspecify.annotations.NullMarked;
