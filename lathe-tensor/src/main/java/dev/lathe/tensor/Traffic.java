package dev.lathe.tensor;

/**
 * Says what a process has spent on talking to others.
 *
 * @param calls collective operations and messages
 * @param bytes of the tensors handed over in them
 * @param nanoseconds waiting for others included
 */
public record Traffic(long calls, long bytes, long nanoseconds) {
    static final Traffic NONE = new Traffic(0, 0, 0);

    /** Returns what has come since an earlier count. */
    public Traffic since(Traffic earlier) {
        return new Traffic(calls - earlier.calls, bytes - earlier.bytes, nanoseconds - earlier.nanoseconds);
    }

    /** Adds another count. */
    public Traffic plus(Traffic other) {
        return new Traffic(calls + other.calls, bytes + other.bytes, nanoseconds + other.nanoseconds);
    }

    /** Returns the time in seconds. */
    public double seconds() {
        return nanoseconds / 1e9;
    }
}
