package dev.lathe.serve.anthropic;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.ErrorFormat;

/** Writes refusals as Anthropic's API does. */
public final class AnthropicErrors implements ErrorFormat {
    private record Body(String type, Detail error) {}

    private record Detail(String type, String message) {}

    @Override
    public Object body(ApiError error) {
        return new Body("error", new Detail(type(error.kind()), error.getMessage()));
    }

    private static String type(ApiError.Kind kind) {
        return switch (kind) {
            case INVALID, METHOD_NOT_ALLOWED, CONFLICT -> "invalid_request_error";
            case UNAUTHORIZED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND, GONE -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case TIMED_OUT -> "timeout_error";
            case OVERLOADED -> "rate_limit_error";
            case UNAVAILABLE -> "overloaded_error";
            case BROKEN -> "api_error";
        };
    }
}
