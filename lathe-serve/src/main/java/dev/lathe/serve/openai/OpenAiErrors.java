package dev.lathe.serve.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.ErrorFormat;
import org.jspecify.annotations.Nullable;

/** Writes refusals as OpenAI's API does. */
public final class OpenAiErrors implements ErrorFormat {
    private record Body(Detail error) {}

    @JsonInclude
    private record Detail(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    @Override
    public Object body(ApiError error) {
        return new Body(new Detail(error.getMessage(), type(error.kind()), error.param(), error.code()));
    }

    private static String type(ApiError.Kind kind) {
        return switch (kind) {
            case INVALID, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, CONFLICT, GONE, TOO_LARGE ->
                "invalid_request_error";
            case TIMED_OUT -> "timeout_error";
            case OVERLOADED -> "rate_limit_error";
            case BROKEN, UNAVAILABLE -> "server_error";
        };
    }
}
