package dev.lathe.sandbox;

/** Reports that a backend failed: no fault of the command that ran in it, nor of the user. */
public final class SandboxException extends RuntimeException {
    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
