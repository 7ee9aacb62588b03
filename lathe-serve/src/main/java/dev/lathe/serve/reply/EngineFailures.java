package dev.lathe.serve.reply;

import dev.lathe.core.UserError;
import dev.lathe.serve.http.ApiError;
import dev.lathe.tensor.PeerException;

/** Says in a client's words why an engine failed on a request. */
final class EngineFailures {
    private EngineFailures() {}

    /** Returns the failure itself where a client can be told nothing of use. */
    static RuntimeException translated(IllegalStateException failure) {
        return switch (failure.getCause()) {
            case UserError mistake ->
                ApiError.invalid(null, "The reply cannot be written: %s.".formatted(mistake.getMessage()));
            case PeerException lost ->
                ApiError.of(ApiError.Kind.UNAVAILABLE, "The engine does not serve: %s.".formatted(lost.getMessage()));
            case null, default -> failure;
        };
    }
}
