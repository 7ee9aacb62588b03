package dev.lathe.serve.anthropic;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Is an event of a message that is streamed; its type is its name too. */
sealed interface MessageEvent {
    String type();

    record Started(String type, MessageAnswer message) implements MessageEvent {
        Started(MessageAnswer message) {
            this("message_start", message);
        }
    }

    record BlockStarted(String type, int index, MessageAnswer.Block contentBlock) implements MessageEvent {
        BlockStarted(int index, MessageAnswer.Block block) {
            this("content_block_start", index, block);
        }
    }

    record BlockGrew(String type, int index, Growth delta) implements MessageEvent {
        BlockGrew(int index, Growth delta) {
            this("content_block_delta", index, delta);
        }
    }

    record BlockEnded(String type, int index) implements MessageEvent {
        BlockEnded(int index) {
            this("content_block_stop", index);
        }
    }

    record Changed(String type, Change delta, OutputTokens usage) implements MessageEvent {
        Changed(MessageAnswer.Stop stop, int tokens) {
            this("message_delta", new Change(stop.stopReason(), stop.stopSequence()), new OutputTokens(tokens));
        }
    }

    record Ended(String type) implements MessageEvent {
        Ended() {
            this("message_stop");
        }
    }

    record Growth(
            String type, @Nullable String text, @Nullable String partialJson) {
        static Growth text(String text) {
            return new Growth("text_delta", text, null);
        }

        static Growth input(String json) {
            return new Growth("input_json_delta", null, json);
        }
    }

    @JsonInclude
    record Change(@Nullable String stopReason, @Nullable String stopSequence) {}

    record OutputTokens(int outputTokens) {}
}
