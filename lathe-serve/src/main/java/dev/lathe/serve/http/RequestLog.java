package dev.lathe.serve.http;

/** Hears of every request that was answered. */
@FunctionalInterface
public interface RequestLog {
    /**
     * Takes one.
     *
     * @param path that of the route; {@code other} where there is none, so that clients cannot invent names
     * @param status of the answer
     * @param nanos how long it took
     */
    void answered(String path, int status, long nanos);
}
