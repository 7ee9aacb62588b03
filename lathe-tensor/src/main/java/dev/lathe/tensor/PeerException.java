package dev.lathe.tensor;

/** Reports that processes could not work together: one of them is gone, or did not come in time. */
public final class PeerException extends RuntimeException {
    PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
