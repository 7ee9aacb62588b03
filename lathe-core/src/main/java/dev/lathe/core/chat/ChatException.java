package dev.lathe.core.chat;

/** Reports that a model gave no reply after all attempts: it was unreachable, overloaded, too slow, or sent nonsense. */
public final class ChatException extends RuntimeException {
    public ChatException(String message) {
        super(message);
    }
}
