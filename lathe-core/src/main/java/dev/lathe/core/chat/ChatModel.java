package dev.lathe.core.chat;

/** Answers conversations. It is safe for use by many threads; a call waits for the whole reply. */
@FunctionalInterface
public interface ChatModel {
    /**
     * Returns the reply to a conversation.
     *
     * @throws ChatException if the model gave none
     * @throws dev.lathe.core.UserError if the request or the settings of the model are at fault
     */
    ChatReply reply(ChatRequest request);
}
