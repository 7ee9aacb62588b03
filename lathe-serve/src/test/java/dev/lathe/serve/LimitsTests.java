package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.http.ApiKeys;
import dev.lathe.serve.http.HttpLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTests {
    private static final String PATH = "/v1/chat/completions";
    private static final String HI = "{\"model\":\"script\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String STREAM = HI.replace("}]}", "}],\"stream\":true}");
    private static final Duration SLOW = Duration.ofMillis(50);

    /** A token takes longer than what a connection may be idle while the server stops. */
    private static final Duration SLOWER_THAN_IDLE = Duration.ofMillis(300);

    private static final String LONG = "word ".repeat(700);

    private static ServerOptions within(HttpLimits http, int replies, Duration time) {
        return new ServerOptions("127.0.0.1", 0, ApiKeys.NONE, http, replies, time, 0);
    }

    private static Socket send(Served served, String body) throws IOException {
        var socket = new Socket("127.0.0.1", served.port());
        socket.getOutputStream()
                .write("POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(PATH, body.length(), body)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static CompletableFuture<HttpResponse<String>> post(Served served, String body) {
        var answer = new CompletableFuture<HttpResponse<String>>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(served.post(PATH, body));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Test
    void whoComesToAFullServerIsToldToComeBack() throws Exception {
        ServerOptions options = within(HttpLimits.USUAL, 1, Duration.ofMinutes(1));
        try (Served served = Served.by(prompt -> LONG, SLOW, options);
                Socket first = send(served, STREAM)) {
            served.awaitOpen();
            HttpResponse<String> second = served.post(PATH, HI);
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(Client.json(second.body()).at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
            assertThat(served.refused(400, PATH, HI.replace("}]}", "}],\"n\":2}"))
                            .path("param")
                            .asString())
                    .isEqualTo("n");
            first.close();
            served.awaitIdle();
        }
    }

    @Test
    void aReplyThatTakesTooLongEnds() throws Exception {
        ServerOptions options = within(HttpLimits.USUAL, 8, Duration.ofMillis(300));
        try (Served served = Served.by(prompt -> LONG, SLOW, options)) {
            assertThat(served.refused(408, PATH, HI).path("code").asString()).isEqualTo("timeout");
            String streamed = served.post(PATH, STREAM).body();
            assertThat(Client.events(streamed).getLast().at("/error/code").asString())
                    .isEqualTo("timeout");
            served.awaitIdle();
        }
    }

    @Test
    void whoVanishesFreesItsPlace() throws Exception {
        try (Served served = Served.by(prompt -> LONG, Duration.ofSeconds(60), ServerOptions.usual(0))) {
            for (String body : new String[] {HI, STREAM}) {
                try (Socket client = send(served, body)) {
                    served.awaitOpen();
                    assertThat(client.isConnected()).isTrue();
                }
                served.awaitIdle();
            }
        }
    }

    @Test
    void whoDoesNotReadFreesItsPlace() throws Exception {
        HttpLimits impatient = new HttpLimits(1 << 20, Duration.ofMillis(500), Duration.ofSeconds(5), 100);
        try (Served served = Served.by(
                prompt -> "long ".repeat(800), Duration.ZERO, within(impatient, 512, Duration.ofMinutes(10)))) {
            String many = STREAM.replace("true}", "true,\"n\":64,\"logprobs\":true,\"top_logprobs\":20}");
            try (Socket client = send(served, many)) {
                served.awaitOpen();
                served.awaitIdle();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void bodiesAreBounded() throws Exception {
        HttpLimits small = new HttpLimits(1000, Duration.ofSeconds(5), Duration.ofSeconds(5), 100);
        try (Served served = Served.by(prompt -> "a", Duration.ZERO, within(small, 512, Duration.ofMinutes(10)))) {
            assertThat(served.refused(413, PATH, HI + " ".repeat(1000))
                            .path("message")
                            .asString())
                    .isEqualTo("The body may have at most 1000 bytes.");
            served.ok(PATH, HI);
        }
    }

    @Test
    void aServerWhoseEngineHasStoppedIsNotHealthy() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            assertThat(served.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
            served.engine.fail();
            assertThat(served.get("/health").statusCode()).isEqualTo(503);
            assertThat(served.get("/health").body()).isEqualTo("{\"status\":\"the engine does not serve\"}");
            HttpResponse<String> metrics = served.get("/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("lathe_http_requests_total{path=\"/health\",status=\"503\"} 2.0\n")
                    .doesNotContain("lathe_engine");
        }
    }

    @Test
    void keysOpenTheServer(@TempDir Path folder) throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "# ours\nsesame\n");
        ServerOptions options = ServerOptions.usual(0).withKeys(ApiKeys.read(keys));
        try (Served served = Served.by(prompt -> "a", Duration.ZERO, options)) {
            assertThat(served.refused(401, PATH, HI).path("code").asString()).isEqualTo("invalid_api_key");
            assertThat(served.post(PATH, HI, "Authorization", "Bearer sesam").statusCode())
                    .isEqualTo(401);
            assertThat(served.post(PATH, HI, "Authorization", "Bearer sesame").statusCode())
                    .isEqualTo(200);
            assertThat(served.post(PATH, HI, "x-api-key", "sesame").statusCode())
                    .isEqualTo(200);
            assertThat(served.get("/health").statusCode()).isEqualTo(200);
            assertThat(served.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoIsBeingAnsweredWhenTheServerStopsGetsTheWholeAnswer() throws Exception {
        CompletableFuture<HttpResponse<String>> answer;
        try (Served served = Served.by(prompt -> "abcd", SLOWER_THAN_IDLE, ServerOptions.usual(0))) {
            answer = post(served, STREAM);
            served.awaitOpen();
        }
        assertThat(answer.get(10, TimeUnit.SECONDS).body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void whatIsNotHttpIsRefusedInTheSameForm() throws Exception {
        try (Served served = Served.by(prompt -> "a");
                Socket client = new Socket("127.0.0.1", served.port())) {
            client.getOutputStream().write("GET /\u0001 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"type\":\"invalid_request_error\"");
        }
    }
}
