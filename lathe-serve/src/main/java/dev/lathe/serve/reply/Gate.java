package dev.lathe.serve.reply;

import dev.lathe.serve.http.ApiError;

/** Bounds how many replies may be in progress or wait, so that a flood of requests is turned away instead of waiting for ever. */
public final class Gate {
    private final int places;
    private int taken;

    public Gate(int places) {
        this.places = places;
    }

    /**
     * Takes places.
     *
     * @throws ApiError if there are not enough
     */
    synchronized void enter(int replies) {
        if (replies > places) {
            throw ApiError.invalid(
                    "n", "This server writes at most %d replies at once, not %d.".formatted(places, replies));
        }
        if (taken + replies > places) {
            throw ApiError.of(
                    ApiError.Kind.OVERLOADED,
                    null,
                    "rate_limit_exceeded",
                    "%d replies are being written or wait, as many as this server allows; try again in a moment."
                            .formatted(taken));
        }
        taken += replies;
    }

    synchronized void leave(int replies) {
        taken -= replies;
    }

    /** Returns how many places are taken. */
    public synchronized int taken() {
        return taken;
    }
}
