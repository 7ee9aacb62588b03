/** OpenAI's wire format: chat completions, completions, embeddings, models, and the server's own endpoints beside them. */
@NullMarked
package dev.lathe.serve.openai;

import org.jspecify.annotations.NullMarked;
