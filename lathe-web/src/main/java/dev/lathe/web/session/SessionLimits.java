package dev.lathe.web.session;

import java.time.Duration;

/**
 * Bounds what clients may cost.
 *
 * @param sessions how many there may be at once
 * @param lease how long a session is kept that nobody uses
 * @param snapshots how many a session may keep
 */
public record SessionLimits(int sessions, Duration lease, int snapshots) {
    /** The usual choices. */
    public static final SessionLimits USUAL = new SessionLimits(4096, Duration.ofMinutes(10), 64);
}
