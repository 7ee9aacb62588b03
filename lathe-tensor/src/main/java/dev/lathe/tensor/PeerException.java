package dev.lathe.tensor;

/** Reports that processes could not work together: one of them is gone, or did not come in time. */
public final class PeerException extends RuntimeException {
    PeerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the first line of what went wrong, without the place in native source that it begins with. */
    static String reason(RuntimeException failed) {
        String message = failed.getMessage();
        return message == null
                ? "no reason given"
                : message.strip()
                        .lines()
                        .findFirst()
                        .map(line -> line.replaceFirst("^\\[\\S+:\\d+] ", ""))
                        .orElse("no reason given");
    }
}
