package dev.lathe.serve.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a text to be continued; what it shares with chat completions stands in {@link SamplingFields}.
 *
 * @param prompt a string, tokens, or an array of either
 * @param maxTokens 16 if not given, as in OpenAI's API
 * @param logprobs how many alternatives to report beside each token
 * @param echo whether the text of the answer begins with the prompt
 */
record CompletionRequest(
        @Nullable JsonNode prompt,
        @Nullable Integer maxTokens,
        @Nullable Integer logprobs,
        @Nullable Boolean echo,
        @Nullable String suffix,
        @Nullable Integer bestOf) {
    static final int USUAL_TOKENS = 16;
}
