package dev.lathe.serve.http;

import java.io.IOException;

/** Answers requests. Each runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers one request.
     *
     * @throws ApiError to refuse it
     * @throws IOException if the client is gone
     */
    void answer(Exchange exchange) throws IOException;
}
