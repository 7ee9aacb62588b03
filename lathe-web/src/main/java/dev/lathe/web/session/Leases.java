package dev.lathe.web.session;

import dev.lathe.serve.http.ApiError;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lends places. A place has an id that nobody can guess, and belongs to whoever knows it until nobody has used it for the time of a
 * lease. Any thread may use it.
 *
 * @param <T> what stands at a place
 */
public final class Leases<T> {
    private static final int ID_BYTES = 15;
    private static final int REMEMBERED = 1 << 16;

    private record Lease<T>(T value, Instant end) {}

    private final String name;
    private final int most;
    private final Duration time;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** In the order of use, which is that of their ends, since all leases are equally long. */
    private final LinkedHashMap<String, Lease<T>> places = new LinkedHashMap<>();

    private final Map<String, Boolean> expired = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Begins with no places taken.
     *
     * @param name what stands at a place, for messages and codes, such as {@code session}
     * @param most how many places there are
     * @param time how long a place is kept for someone who does not use it
     */
    public Leases(String name, int most, Duration time, InstantSource clock) {
        this.name = name;
        this.most = most;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Takes a place.
     *
     * @param make is called only if there is one
     * @return its id
     * @throws ApiError if all are taken
     */
    public synchronized String take(Supplier<T> make) {
        sweep();
        if (places.size() >= most) {
            throw ApiError.of(
                    ApiError.Kind.OVERLOADED,
                    null,
                    "too_many_" + name + "s",
                    "All %d %ss are taken; close one, or wait for a lease to end.".formatted(most, name));
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        places.put(id, new Lease<>(make.get(), end()));
        return id;
    }

    /**
     * Returns what stands at a place, and renews its lease.
     *
     * @throws ApiError if the lease has ended or nobody has such a place
     */
    public synchronized T use(String id) {
        sweep();
        Lease<T> lease = places.remove(id);
        if (lease == null) {
            throw gone(id);
        }
        places.put(id, new Lease<>(lease.value(), end()));
        return lease.value();
    }

    /**
     * Gives a place back.
     *
     * @throws ApiError if the lease has ended or nobody has such a place
     */
    public synchronized T giveBack(String id) {
        sweep();
        Lease<T> lease = places.remove(id);
        if (lease == null) {
            throw gone(id);
        }
        return lease.value();
    }

    /** Returns how many places are taken. */
    public synchronized int taken() {
        sweep();
        return places.size();
    }

    private ApiError gone(String id) {
        return expired.containsKey(id)
                ? ApiError.of(
                        ApiError.Kind.GONE,
                        null,
                        "lease_expired",
                        "The lease of this %s has ended: it was not used for %d seconds."
                                .formatted(name, time.toSeconds()))
                : ApiError.of(ApiError.Kind.NOT_FOUND, null, "unknown_" + name, "There is no such %s.".formatted(name));
    }

    private Instant end() {
        return clock.instant().plus(time);
    }

    private void sweep() {
        Instant now = clock.instant();
        Iterator<Map.Entry<String, Lease<T>>> eldestFirst = places.entrySet().iterator();
        while (eldestFirst.hasNext()) {
            Map.Entry<String, Lease<T>> next = eldestFirst.next();
            if (next.getValue().end().isAfter(now)) {
                return;
            }
            expired.put(next.getKey(), true);
            eldestFirst.remove();
        }
    }
}
