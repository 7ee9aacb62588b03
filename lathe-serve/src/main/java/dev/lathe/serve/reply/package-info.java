/** What the server makes of a model: prompts from conversations, replies as text, and a place for each of them. */
@NullMarked
package dev.lathe.serve.reply;

import org.jspecify.annotations.NullMarked;
