/** The server: OpenAI's and Anthropic's wire formats over an engine, with limits, keys, metrics and a page to chat on. */
@NullMarked
package dev.lathe.serve;

import org.jspecify.annotations.NullMarked;
