package dev.lathe.core.chat;

import dev.lathe.core.Message;
import java.util.List;

/**
 * Holds a conversation to be answered.
 *
 * @param messages everything said so far, ending with what is to be answered
 * @param maxTokens what the reply may take
 * @param temperature 0 for the most likely reply
 * @param seed of the sampling, for models that honor one
 */
public record ChatRequest(List<Message> messages, int maxTokens, double temperature, long seed) {
    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty() || maxTokens < 1 || temperature < 0) {
            throw new IllegalArgumentException("a request needs a message, room for a token and a temperature from 0");
        }
    }
}
