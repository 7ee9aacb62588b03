/** Anthropic's wire format: messages and the count of their tokens. */
@NullMarked
package dev.lathe.serve.anthropic;

import org.jspecify.annotations.NullMarked;
