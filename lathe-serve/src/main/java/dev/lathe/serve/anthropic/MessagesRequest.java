package dev.lathe.serve.anthropic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a message.
 *
 * @param system a string, an array of text blocks, or null
 */
record MessagesRequest(
        @Nullable String model,
        @Nullable Integer maxTokens,
        @Nullable List<Said> messages,
        @Nullable JsonNode system,
        @Nullable List<String> stopSequences,
        @Nullable Boolean stream,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable List<Tool> tools,
        @Nullable ToolChoice toolChoice) {
    /**
     * Is a message.
     *
     * @param content a string or an array of blocks
     */
    record Said(@Nullable String role, @Nullable JsonNode content) {}

    record Tool(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode inputSchema) {}

    /** Says whether tools may, must or must not be used: whichever, or one by name; and whether one reply may use only one. */
    record ToolChoice(
            @Nullable String type,
            @Nullable String name,
            @Nullable Boolean disableParallelToolUse) {}
}
