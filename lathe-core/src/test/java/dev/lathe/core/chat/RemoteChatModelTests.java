package dev.lathe.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RemoteChatModelTests {
    private static final String GOOD = """
            {"choices": [{"message": {"content": "Hello."}, "finish_reason": "stop"}],
             "usage": {"prompt_tokens": 5, "completion_tokens": 2}}
            """;
    private static final ChatRequest REQUEST =
            new ChatRequest(List.of(Message.system("Be brief."), Message.user("Hi!")), 16, 0.5, 7);

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    private record Answer(int code, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            Answer answer = answers.poll();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.code(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/stalled/chat/completions", exchange -> {
            exchange.sendResponseHeaders(200, GOOD.length());
            exchange.getResponseBody().write(GOOD.substring(0, 20).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.createContext("/silent/chat/completions", exchange -> awaitEnd());
        server.start();
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void sendsTheConversationAndReadsTheReply() {
        answers.add(new Answer(200, GOOD));
        assertThat(model(1).reply(REQUEST)).isEqualTo(new ChatReply("Hello.", true, 5, 2));
        JsonNode sent = JsonMapper.shared().readTree(bodies.getFirst());
        assertThat(sent).isEqualTo(JsonMapper.shared().readTree("""
                                {"model": "judge", "messages": [{"role": "system", "content": "Be brief."},
                                 {"role": "user", "content": "Hi!"}], "max_tokens": 16, "temperature": 0.5, "seed": 7}
                                """));
        assertThat(keys).containsExactly("Bearer secret");
    }

    @Test
    void triesAgainWhatMayPass() {
        answers.add(new Answer(503, "busy"));
        answers.add(new Answer(429, "slow down"));
        answers.add(new Answer(200, "not JSON"));
        answers.add(new Answer(200, GOOD));
        assertThat(model(4).reply(REQUEST).text()).isEqualTo("Hello.");
        assertThat(bodies).hasSize(4);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        answers.add(new Answer(500, "broken"));
        answers.add(new Answer(500, "still broken"));
        assertThatThrownBy(() -> model(2).reply(REQUEST))
                .isInstanceOf(ChatException.class)
                .hasMessage("judge at %s: no reply after 2 attempts (500: still broken)".formatted(url()))
                .extracting(failure -> ((ChatException) failure).timedOut())
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/stalled"})
    void endsAnAttemptThatTakesTooLong(String path) {
        URI slow = url().resolve(path);
        var endpoint = new Endpoint(slow, "judge", Optional.empty(), Duration.ofMillis(300), 1, Duration.ZERO);
        assertThatThrownBy(() -> new RemoteChatModel(endpoint).reply(REQUEST))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("request timed out")
                .extracting(failure -> ((ChatException) failure).timedOut())
                .isEqualTo(true);
    }

    @Test
    void doesNotRepeatWhatTheUserMustMend() {
        answers.add(new Answer(401, "{\"error\": \"no such key\"}"));
        assertThatThrownBy(() -> model(4).reply(REQUEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("refused the request (401: {\"error\": \"no such key\"})")
                .hasMessageNotContaining("secret");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void refusesUrlsThatAreNone() {
        assertThatThrownBy(() -> Endpoint.of("localhost:8000", "judge", Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessage("url of a model: must be http://HOST/... or https://HOST/..., not 'localhost:8000'");
    }

    private ChatModel model(int attempts) {
        return new RemoteChatModel(new Endpoint(
                url(), "judge", Optional.of("secret"), Duration.ofSeconds(30), attempts, Duration.ofMillis(1)));
    }

    private URI url() {
        return URI.create("http://%s:%d/v1"
                .formatted(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        server.getAddress().getPort()));
    }
}
