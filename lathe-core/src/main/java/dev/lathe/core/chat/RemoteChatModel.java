package dev.lathe.core.chat;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
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
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
                case Attempt.Failure(String reason, boolean timedOut, Optional<Duration> after) -> {
                    if (attempt == endpoint.attempts()) {
                        throw new ChatException(
                                "%s: no reply after %d attempts (%s)".formatted(endpoint, attempt, reason), timedOut);
                    }
                    Duration doubled = endpoint.pause().multipliedBy(1L << Math.min(attempt - 1, 20));
                    pause(after.orElse(doubled));
                }
            }
        }
    }

    private sealed interface Attempt {
        record Reply(ChatReply reply) implements Attempt {}

        /** A failure that may pass, whether it was by time, and when the server wants to be asked again. */
        record Failure(String reason, boolean timedOut, Optional<Duration> after) implements Attempt {
            static Failure of(String reason) {
                return new Failure(reason, false, Optional.empty());
            }
        }
    }

    private HttpRequest call(ChatRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint.completions())
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

    /** Waits for all of a reply: the client's own limit ends where the body begins. */
    private Attempt attempt(HttpRequest call) {
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(call, HttpResponse.BodyHandlers.ofString());
        try {
            return answer(response.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Attempt.Failure("request timed out", true, Optional.empty());
        } catch (ExecutionException failed) {
            return Attempt.Failure.of(reason(failed.getCause()));
        } catch (InterruptedException interrupted) {
            throw interrupted();
        } finally {
            response.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable failed) {
        if (failed instanceof IOException io) {
            return io.getMessage() == null ? io.getClass().getSimpleName() : io.getMessage();
        }
        throw new IllegalStateException("a request broke", failed);
    }

    private ChatException interrupted() {
        Thread.currentThread().interrupt();
        return new ChatException("%s: interrupted".formatted(endpoint), false);
    }

    private Attempt answer(HttpResponse<String> response) {
        int code = response.statusCode();
        if (code == 200) {
            return parse(response.body());
        }
        String reason = "%d: %s".formatted(code, start(response.body()));
        if (PASSING.contains(code) || code >= 500) {
            return new Attempt.Failure(reason, false, retryAfter(response));
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
            return Attempt.Failure.of("not a chat completion: " + start(body));
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
            throw interrupted();
        }
    }
}
