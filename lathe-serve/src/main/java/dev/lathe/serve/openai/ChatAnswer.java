package dev.lathe.serve.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is a chat completion. */
record ChatAnswer(String id, String object, long created, String model, List<Choice> choices, Usage usage) {
    @JsonInclude
    record Choice(int index, Message message, @Nullable LogProbs logprobs, String finishReason) {}

    /**
     * Is what the model said.
     *
     * @param content null if it only called tools
     */
    record Message(
            String role,
            @JsonInclude @Nullable String content,
            @JsonInclude @Nullable String refusal,
            @Nullable List<ToolCall> toolCalls) {}

    /**
     * Is a call of a tool.
     *
     * @param index its place, in streams only
     */
    record ToolCall(@Nullable Integer index, String id, String type, Function function) {}

    record Function(String name, String arguments) {}

    record LogProbs(List<TokenLogProb> content) {}

    record TokenLogProb(
            String token,
            float logprob,
            int[] bytes,
            @Nullable List<TokenLogProb> topLogprobs) {}
}
