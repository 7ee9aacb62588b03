package dev.lathe.core.chat;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers by a model behind an OpenAI-compatible URL. What may pass is tried again: no connection, time-outs, and the codes 408, 409,
 * 429 and from 500.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
public final class RemoteChatModel implements ChatModel {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Integer> PASSING = Set.of(408, 409, 429);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int SHOWN = 200;

    private final Endpoint endpoint;
    private final HttpClient client;

    public RemoteChatModel(Endpoint endpoint) {
        this.endpoint = endpoint;
        client = HttpClient.newBuilder()
                .connectTimeout(endpoint.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public ChatReply reply(ChatRequest request) {
        HttpRequest call = call(request);
        for (int attempt = 1; ; attempt++) {
            Attempt tried = attempt(call);
            switch (tried) {
                case Attempt.Reply(ChatReply reply) -> {
                    return reply;
                }
                case Attempt.Failure(String reason, Optional<Duration> after) -> {
                    if (attempt == endpoint.attempts()) {
                        throw new ChatException(
                                "%s: no reply after %d attempts (%s)".formatted(endpoint, attempt, reason));
                    }
                    Duration doubled = endpoint.pause().multipliedBy(1L << Math.min(attempt - 1, 20));
                    pause(after.orElse(doubled));
                }
            }
        }
    }

    private sealed interface Attempt {
        record Reply(ChatReply reply) implements Attempt {}

        /** A failure that may pass, and when the server wants to be asked again. */
        record Failure(String reason, Optional<Duration> after) implements Attempt {}
    }

    private HttpRequest call(ChatRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint.completions())
                .timeout(endpoint.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)));
        endpoint.key().ifPresent(key -> builder.header("Authorization", "Bearer " + key));
        return builder.build();
    }

    private String body(ChatRequest request) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", endpoint.model());
        var messages = body.putArray("messages");
        request.messages()
                .forEach(message -> messages.addObject()
                        .put("role", message.role().wireName())
                        .put("content", message.content()));
        body.put("max_tokens", request.maxTokens());
        body.put("temperature", request.temperature());
        body.put("seed", request.seed());
        return JSON.writeValueAsString(body);
    }

    private Attempt attempt(HttpRequest call) {
        try {
            return answer(client.send(call, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            String reason = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            return new Attempt.Failure(reason, Optional.empty());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChatException("%s: interrupted".formatted(endpoint));
        }
    }

    private Attempt answer(HttpResponse<String> response) {
        int code = response.statusCode();
        if (code == 200) {
            return parse(response.body());
        }
        String reason = "%d: %s".formatted(code, start(response.body()));
        if (PASSING.contains(code) || code >= 500) {
            return new Attempt.Failure(reason, retryAfter(response));
        }
        throw new UserError("%s: refused the request (%s)".formatted(endpoint, reason));
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static Attempt parse(String body) {
        try {
            JsonNode reply = JSON.readTree(body);
            JsonNode choice = reply.required("choices").required(0);
            JsonNode usage = reply.path("usage");
            return new Attempt.Reply(new ChatReply(
                    choice.required("message").required("content").asString(""),
                    !choice.path("finish_reason").asString("stop").equals("length"),
                    usage.path("prompt_tokens").asInt(0),
                    usage.path("completion_tokens").asInt(0)));
        } catch (JacksonException malformed) {
            return new Attempt.Failure("not a chat completion: " + start(body), Optional.empty());
        }
    }

    private static String start(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    private void pause(Duration wanted) {
        try {
            Thread.sleep(wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChatException("%s: interrupted".formatted(endpoint));
        }
    }
}
