package dev.lathe.serve.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is a completion, or a piece of one that is streamed. */
record CompletionAnswer(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @Nullable Usage usage) {
    @JsonInclude
    record Choice(
            int index,
            String text,
            @Nullable LogProbs logprobs,
            @Nullable String finishReason) {}

    /**
     * Holds log-probabilities, one of each list for each token.
     *
     * @param tokens texts
     * @param tokenLogprobs in nats; null for the first token of an echoed prompt, and for those that the model did not come to
     * @param topLogprobs alternatives by their texts; null for tokens of the prompt
     * @param textOffset where each token begins, in characters of the text
     */
    record LogProbs(
            List<String> tokens,
            List<@Nullable Float> tokenLogprobs,
            List<@Nullable Map<String, Float>> topLogprobs,
            List<Integer> textOffset) {
        static LogProbs empty() {
            return new LogProbs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }
}
