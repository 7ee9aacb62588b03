package dev.lathe.serve.reply;

import java.time.Instant;
import java.util.UUID;

/** Makes names for answers, and says when they were made. */
public final class Ids {
    private Ids() {}

    /** Returns a name that no other answer has. */
    public static String make(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** Returns the time in seconds since 1970. */
    public static long now() {
        return Instant.now().getEpochSecond();
    }
}
