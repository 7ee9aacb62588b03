package dev.lathe.core.chat;

/** Reports that a model gave no reply after all attempts: it was unreachable, overloaded, too slow, or sent nonsense. */
public final class ChatException extends RuntimeException {
    private final boolean timedOut;

    /**
     * Reports.
     *
     * @param timedOut whether the model was too slow at the last attempt
     */
    public ChatException(String message, boolean timedOut) {
        super(message);
        this.timedOut = timedOut;
    }

    public boolean timedOut() {
        return timedOut;
    }
}
