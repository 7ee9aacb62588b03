package dev.lathe.verify.math;

/** Ends the reading of a text that is no mathematics, or too long or deep to be read. */
final class Unreadable extends RuntimeException {
    Unreadable(String message) {
        super(message, null, false, false);
    }
}
