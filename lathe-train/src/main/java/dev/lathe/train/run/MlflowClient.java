package dev.lathe.train.run;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls an MLflow server. */
final class MlflowClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int SHOWN = 200;

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Prepares calls.
     *
     * @throws UserError if the URL is none
     */
    MlflowClient(String url) {
        if (!url.matches("https?://[^/\\s]+.*")) {
            throw new UserError("MLFLOW_TRACKING_URI: must be http://HOST:PORT, not '%s'".formatted(url));
        }
        base = url.replaceAll("/+$", "") + "/api/2.0/mlflow/";
    }

    /** Asks for something by a name; nothing if there is none of it. */
    Optional<JsonNode> find(String path, String key, String value) {
        String query = "?" + key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(base + path + query)).GET());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(body(path, response));
    }

    JsonNode post(String path, ObjectNode body) {
        return body(
                path,
                send(HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    private JsonNode body(String path, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            String body = response.body().strip().replaceAll("\\s+", " ");
            throw new UserError("MLflow at %s refused %s (%d: %s)"
                    .formatted(base, path, response.statusCode(), body.substring(0, Math.min(SHOWN, body.length()))));
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException other) {
            throw new UserError("MLflow at %s answered %s with what is no JSON".formatted(base, path), other);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UserError("MLflow at %s cannot be reached (%s)".formatted(base, failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("MLflow at %s: interrupted".formatted(base), interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
