package dev.lathe.serve.http;

import java.time.Duration;

/**
 * Bounds what clients may cost.
 *
 * @param bodyBytes the largest body of a request
 * @param idle how long a client may neither read nor write while it is its turn
 * @param drain how long requests in progress may go on once the server is told to stop
 * @param connections the most connections at once
 */
public record HttpLimits(int bodyBytes, Duration idle, Duration drain, int connections) {
    /** The usual choices. */
    public static final HttpLimits USUAL =
            new HttpLimits(8 << 20, Duration.ofSeconds(30), Duration.ofSeconds(30), 4096);
}
