package dev.lathe.core.chat;

import dev.lathe.core.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says where a model answers, and how long to wait for it.
 *
 * @param url the API without its last part, such as {@code http://localhost:8000/v1}
 * @param model the model's name there
 * @param key sent as a bearer token
 * @param timeout of one attempt
 * @param attempts how often to try
 * @param pause before the second attempt; it doubles with each one, unless the server names another
 */
public record Endpoint(URI url, String model, Optional<String> key, Duration timeout, int attempts, Duration pause) {
    public Endpoint {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new UserError("url of a model: must be http://HOST/... or https://HOST/..., not '%s'".formatted(url));
        }
        if (attempts < 1 || !timeout.isPositive() || pause.isNegative()) {
            throw new UserError("model at %s: needs at least 1 attempt and a time-out above 0".formatted(url));
        }
    }

    /**
     * Waits two minutes for each of four attempts, the second after one second.
     *
     * @throws UserError if the URL is none of http or https
     */
    public static Endpoint of(String url, String model, Optional<String> key) {
        return new Endpoint(address(url), model, key, Duration.ofMinutes(2), 4, Duration.ofSeconds(1));
    }

    /**
     * Returns the key that an environment variable holds, or none if no variable is named.
     *
     * @param setting names what asks for the variable, for the error
     * @throws UserError if the environment has no such variable
     */
    public static Optional<String> key(String setting, @Nullable String variable) {
        if (variable == null) {
            return Optional.empty();
        }
        String key = System.getenv(variable);
        if (key == null) {
            throw new UserError("%s: the environment has no variable %s".formatted(setting, variable));
        }
        return Optional.of(key);
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw new UserError("url of a model: not an address: '%s'".formatted(url), malformed);
        }
    }

    URI completions() {
        return URI.create(url.toString().replaceAll("/+$", "") + "/chat/completions");
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "%s at %s".formatted(model, url);
    }
}
