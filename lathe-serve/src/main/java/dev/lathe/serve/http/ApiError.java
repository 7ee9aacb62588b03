package dev.lathe.serve.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses a request. Its message is for the client: what is wrong, where, and what is allowed. */
public final class ApiError extends RuntimeException {
    /** Says what kind of refusal it is; every wire format has its own names for them. */
    public enum Kind {
        INVALID(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        TIMED_OUT(408),
        CONFLICT(409),
        GONE(410),
        TOO_LARGE(413),
        OVERLOADED(429),
        BROKEN(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** Returns the kind with a status, or the nearest one that has the same meaning for a client. */
        static Kind ofStatus(int status) {
            for (Kind kind : values()) {
                if (kind.status == status) {
                    return kind;
                }
            }
            return status < 500 ? INVALID : BROKEN;
        }
    }

    /** How long a client that was turned away should wait. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Kind kind;
    private final @Nullable String param;
    private final @Nullable String code;

    private ApiError(Kind kind, @Nullable String param, @Nullable String code, String message) {
        // nobody reads the stack of a refusal, and hostile clients cause many
        super(message, null, false, false);
        this.kind = kind;
        this.param = param;
        this.code = code;
    }

    /**
     * Refuses the value of a field.
     *
     * @param param where it is, such as {@code messages[0].content}; null for the body as a whole
     */
    public static ApiError invalid(@Nullable String param, String message) {
        return new ApiError(Kind.INVALID, param, null, message);
    }

    /** Refuses for a reason that has a name of its own. */
    public static ApiError of(Kind kind, @Nullable String param, @Nullable String code, String message) {
        return new ApiError(kind, param, code, message);
    }

    /** Refuses for a reason that needs no more than its kind. */
    public static ApiError of(Kind kind, String message) {
        return new ApiError(kind, null, null, message);
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable String code() {
        return code;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
