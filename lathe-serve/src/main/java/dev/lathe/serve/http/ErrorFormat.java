package dev.lathe.serve.http;

/** Writes refusals as one wire format does. */
@FunctionalInterface
public interface ErrorFormat {
    /** Returns the body of the answer, to be written as JSON. */
    Object body(ApiError error);
}
