package dev.lathe.core;

/**
 * Reports a mistake of the user: in a recipe, a file, a flag. The message is one line that says what is wrong, where, and what is
 * allowed; the command line prints it alone and exits with 2.
 */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
