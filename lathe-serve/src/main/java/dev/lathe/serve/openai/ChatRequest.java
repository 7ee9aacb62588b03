package dev.lathe.serve.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for a chat completion; what it shares with completions stands in {@link SamplingFields}. */
record ChatRequest(
        @Nullable List<RequestMessage> messages,
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Boolean logprobs,
        @Nullable Integer topLogprobs,
        @Nullable List<Tool> tools,
        @Nullable JsonNode toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable ResponseFormat responseFormat) {

    /**
     * Is a message.
     *
     * @param content a string, an array of parts, or null
     */
    record RequestMessage(
            @Nullable String role,
            @Nullable JsonNode content,
            @Nullable String name,
            @Nullable List<RequestCall> toolCalls,
            @Nullable String toolCallId) {}

    record RequestCall(
            @Nullable String id,
            @Nullable String type,
            @Nullable RequestFunction function) {}

    record RequestFunction(@Nullable String name, @Nullable String arguments) {}

    record Tool(@Nullable String type, @Nullable ToolFunction function) {}

    record ToolFunction(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode parameters) {}

    record ResponseFormat(@Nullable String type, @Nullable NamedSchema jsonSchema) {}

    record NamedSchema(@Nullable String name, @Nullable JsonNode schema) {}
}
