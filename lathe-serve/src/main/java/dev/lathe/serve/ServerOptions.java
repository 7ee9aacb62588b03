package dev.lathe.serve;

import dev.lathe.serve.http.ApiKeys;
import dev.lathe.serve.http.HttpLimits;
import java.time.Duration;

/**
 * Says where and within which limits a model is served.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param keys who may ask
 * @param http what clients may cost
 * @param replies how many replies may be in progress or wait; whoever asks for more is turned away
 * @param replyTime how long the replies to one request may take
 * @param seed decides the seeds of requests that name none
 */
public record ServerOptions(
        String host, int port, ApiKeys keys, HttpLimits http, int replies, Duration replyTime, long seed) {
    /** The usual choices, on this machine only. */
    public static ServerOptions usual(int port) {
        return new ServerOptions("127.0.0.1", port, ApiKeys.NONE, HttpLimits.USUAL, 512, Duration.ofMinutes(10), 0);
    }

    public ServerOptions withKeys(ApiKeys value) {
        return new ServerOptions(host, port, value, http, replies, replyTime, seed);
    }
}
