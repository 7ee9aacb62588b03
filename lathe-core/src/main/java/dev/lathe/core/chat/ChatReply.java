package dev.lathe.core.chat;

/**
 * Holds a reply.
 *
 * @param text what the model wrote
 * @param complete whether it ended by itself, not at the limit of tokens
 * @param promptTokens tokens read, 0 if the model does not say
 * @param replyTokens tokens written, 0 if the model does not say
 */
public record ChatReply(String text, boolean complete, int promptTokens, int replyTokens) {}
