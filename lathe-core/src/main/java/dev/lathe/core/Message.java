package dev.lathe.core;

/**
 * Holds one message of a conversation.
 *
 * @param role who says it, in the words of the chat formats
 * @param content the text
 */
public record Message(Role role, String content) {
    /** Names the speaker. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL;

        /** Returns the name that chat templates and wire formats use. */
        public String wireName() {
            return switch (this) {
                case SYSTEM -> "system";
                case USER -> "user";
                case ASSISTANT -> "assistant";
                case TOOL -> "tool";
            };
        }
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, content);
    }
}
