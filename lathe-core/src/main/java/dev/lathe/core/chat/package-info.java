/** Asks models for replies: the interface that engines implement, and models behind any OpenAI-compatible URL. */
@NullMarked
package dev.lathe.core.chat;

import org.jspecify.annotations.NullMarked;
