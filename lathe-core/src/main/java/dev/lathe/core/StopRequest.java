package dev.lathe.core;

/** Asks a running pipeline to finish its step, save and return. Asking twice is the same as asking once. */
public final class StopRequest {
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean requested() {
        return requested;
    }
}
