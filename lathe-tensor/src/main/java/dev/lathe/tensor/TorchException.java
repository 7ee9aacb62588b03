package dev.lathe.tensor;

/** Reports that libtorch refused an operation; the message has the operator's name and the first line of the native message. */
public final class TorchException extends RuntimeException {
    private final String operator;

    TorchException(String operator, String nativeMessage, Throwable cause) {
        super(operator + ": " + firstLine(nativeMessage), cause);
        this.operator = operator;
    }

    /** Returns the name of the operator that failed. */
    public String operator() {
        return operator;
    }

    /** Turns what JavaCPP throws for a C++ exception into a {@code TorchException}; passes Java's own exceptions on. */
    static RuntimeException of(String operator, RuntimeException thrown) {
        if (thrown.getClass() != RuntimeException.class) {
            return thrown;
        }
        String message = thrown.getMessage();
        return new TorchException(operator, message == null ? "unknown native error" : message, thrown);
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("unknown native error");
    }
}
