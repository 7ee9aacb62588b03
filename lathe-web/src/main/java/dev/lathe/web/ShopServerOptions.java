package dev.lathe.web;

import dev.lathe.serve.http.ApiKeys;
import dev.lathe.serve.http.HttpLimits;
import dev.lathe.web.session.SessionLimits;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Says where and within which limits a shop is served.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param keys who may ask
 * @param http what connections may cost
 * @param sessions what sessions may cost
 * @param clock by which leases end
 */
public record ShopServerOptions(
        String host, int port, ApiKeys keys, HttpLimits http, SessionLimits sessions, InstantSource clock) {
    private static final int BODY_BYTES = 64 << 10;

    /** The usual choices, on this machine only. */
    public static ShopServerOptions usual(int port) {
        var http = new HttpLimits(BODY_BYTES, Duration.ofSeconds(30), Duration.ofSeconds(5), 8192);
        return new ShopServerOptions(
                "127.0.0.1", port, ApiKeys.NONE, http, SessionLimits.USUAL, InstantSource.system());
    }

    public ShopServerOptions withSessions(SessionLimits value) {
        return new ShopServerOptions(host, port, keys, http, value, clock);
    }

    public ShopServerOptions withClock(InstantSource value) {
        return new ShopServerOptions(host, port, keys, http, sessions, value);
    }

    public ShopServerOptions withKeys(ApiKeys value) {
        return new ShopServerOptions(host, port, value, http, sessions, clock);
    }

    public ShopServerOptions withHost(String value) {
        return new ShopServerOptions(value, port, keys, http, sessions, clock);
    }
}
