package dev.lathe.model.tokenizer;

import dev.lathe.core.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Is a message as chat templates know it, with what was asked of tools and what they answered.
 *
 * @param role system, user, assistant, tool, or what else a template takes
 * @param content the text, perhaps empty
 * @param calls what the assistant asked of tools
 * @param callId which call a tool's message answers, or null
 * @param name who speaks, such as the tool, or null
 */
public record ChatTurn(
        String role,
        String content,
        List<Call> calls,
        @Nullable String callId,
        @Nullable String name) {
    /**
     * Is one call of a tool.
     *
     * @param id its name in this conversation
     * @param name the tool's name
     * @param arguments a JSON object
     */
    public record Call(String id, String name, JsonNode arguments) {}

    public ChatTurn {
        calls = List.copyOf(calls);
    }

    /** Returns a turn that has only text. */
    public static ChatTurn of(String role, String content) {
        return new ChatTurn(role, content, List.of(), null, null);
    }

    static ChatTurn of(Message message) {
        return of(message.role().wireName(), message.content());
    }
}
