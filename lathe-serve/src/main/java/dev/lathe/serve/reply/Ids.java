package dev.lathe.serve.openai;

import java.time.Instant;
import java.util.UUID;

/** Makes names for answers, and says when they were made. */
final class Ids {
    private Ids() {}

    static String make(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** Returns the time in seconds since 1970. */
    static long now() {
        return Instant.now().getEpochSecond();
    }
}
