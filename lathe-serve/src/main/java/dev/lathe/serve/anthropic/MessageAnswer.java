package dev.lathe.serve.anthropic;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.serve.reply.Ending;
import dev.lathe.serve.reply.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Is a message of the assistant. */
@JsonInclude
record MessageAnswer(
        String id,
        String type,
        String role,
        String model,
        List<Block> content,
        @Nullable String stopReason,
        @Nullable String stopSequence,
        Usage usage) {
    /** Is a part of a message: a text, or a call of a tool. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Block(
            String type,
            @Nullable String text,
            @Nullable String id,
            @Nullable String name,
            @Nullable JsonNode input) {
        static Block text(String text) {
            return new Block("text", text, null, null, null);
        }

        static Block call(String id, String name, JsonNode input) {
            return new Block("tool_use", null, id, name, input);
        }
    }

    record Usage(int inputTokens, int outputTokens) {}

    /** Says why a reply ended. */
    record Stop(@Nullable String stopReason, @Nullable String stopSequence) {
        static Stop of(Reply reply) {
            Ending ending = reply.ending();
            String reason = switch (ending) {
                case STOP -> "end_turn";
                case STOP_STRING -> "stop_sequence";
                case CALLS -> "tool_use";
                case LENGTH, ABORTED -> "max_tokens";
            };
            return new Stop(reason, ending == Ending.STOP_STRING ? reply.stopString() : null);
        }
    }
}
