package dev.lathe.serve.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is a piece of a chat completion that is streamed. */
record ChatChunk(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @Nullable Usage usage) {
    record Choice(
            int index,
            Delta delta,
            ChatAnswer.@Nullable LogProbs logprobs,
            @JsonInclude @Nullable String finishReason) {}

    record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable List<ChatAnswer.ToolCall> toolCalls) {
        static final Delta NOTHING = new Delta(null, null, null);

        static final Delta OPENING = new Delta("assistant", "", null);

        static Delta text(String text) {
            return new Delta(null, text, null);
        }

        static Delta call(ChatAnswer.ToolCall call) {
            return new Delta(null, null, List.of(call));
        }
    }
}
