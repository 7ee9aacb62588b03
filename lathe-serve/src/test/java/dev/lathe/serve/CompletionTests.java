package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.http.ApiKeys;
import dev.lathe.serve.http.HttpLimits;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CompletionTests {
    private static final String PATH = "/v1/completions";

    /** A special token, which is no text, and then "hi". */
    private static final String PROMPT = "[%d,104,105]".formatted(ByteTokens.START);

    private static String request(String prompt, String fields) {
        return "{\"model\":\"script\",\"prompt\":%s%s}".formatted(prompt, fields.isEmpty() ? "" : "," + fields);
    }

    private static List<Integer> offsets(JsonNode choice) {
        return choice.at("/logprobs/text_offset")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void echoesThePromptAndSaysWhereEachTokenBeginsInTheText() throws Exception {
        try (Served served = Served.by(prompt -> "\u00e9!")) {
            JsonNode choice = served.ok(PATH, request(PROMPT, "\"echo\":true,\"logprobs\":0"))
                    .at("/choices/0");
            assertThat(choice.path("text").asString()).isEqualTo("hi\u00e9!");
            // of the two bytes of the first character only the last makes text
            assertThat(offsets(choice)).containsExactly(0, 0, 1, 2, 2, 3);
            JsonNode logProbs = choice.at("/logprobs/token_logprobs");
            assertThat(logProbs.path(0).isNull()).isTrue();
            assertThat(logProbs.path(1).asDouble()).isEqualTo(-0.5);
            assertThat(logProbs).hasSize(6);
        }
    }

    @Test
    void streamsTheSameWhileItIsWritten() throws Exception {
        try (Served served = Served.by(prompt -> "\u00e9!")) {
            String body = served.post(PATH, request(PROMPT, "\"echo\":true,\"logprobs\":0,\"stream\":true"))
                    .body();
            List<JsonNode> choices = Client.events(body).stream()
                    .map(event -> event.at("/choices/0"))
                    .toList();
            assertThat(choices.stream().map(choice -> choice.path("text").asString()))
                    .containsExactly("hi\u00e9", "!", "");
            assertThat(choices.stream().flatMap(choice -> offsets(choice).stream()))
                    .containsExactly(0, 0, 1, 2, 2, 3);
            assertThat(choices.getLast().path("finish_reason").asString()).isEqualTo("stop");
        }
    }

    @Test
    void streamsAnEchoedPromptWhenTheReplyIsEmpty() throws Exception {
        try (Served served = Served.by(prompt -> "")) {
            String body = served.post(PATH, request(PROMPT, "\"echo\":true,\"logprobs\":0,\"stream\":true"))
                    .body();
            JsonNode choice = Client.events(body).getLast().at("/choices/0");
            assertThat(choice.path("text").asString()).isEqualTo("hi");
            assertThat(offsets(choice)).containsExactly(0, 0, 1);
        }
    }

    @Test
    void anEchoThatTakesTooLongIsToldSo() throws Exception {
        var options = new ServerOptions("127.0.0.1", 0, ApiKeys.NONE, HttpLimits.USUAL, 8, Duration.ofMillis(200), 0);
        try (Served served = Served.by(prompt -> "late", Duration.ofSeconds(50), options)) {
            String echo = request(PROMPT, "\"echo\":true,\"logprobs\":0");
            assertThat(served.refused(408, PATH, echo).path("code").asString()).isEqualTo("timeout");
            String streamed = served.post(PATH, echo.replace("true", "true,\"stream\":true"))
                    .body();
            assertThat(Client.events(streamed).getLast().at("/error/code").asString())
                    .isEqualTo("timeout");
            served.awaitIdle();
        }
    }

    @Test
    void whoVanishesDuringAnEchoHarmsNobody() throws Exception {
        try (Served served = Served.by(prompt -> "late", Duration.ofSeconds(50), ServerOptions.usual(0))) {
            String body = request(PROMPT, "\"echo\":true,\"logprobs\":0");
            try (Socket client = new Socket("127.0.0.1", served.port())) {
                client.getOutputStream()
                        .write("POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(PATH, body.length(), body)
                                .getBytes(StandardCharsets.UTF_8));
                served.awaitOpen();
            }
            served.awaitIdle();
        }
    }

    @Test
    void tokensThatTheModelDoesNotKnowAreRefused() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            served.engine.know(ByteTokens.START);
            String special = "\"<|im_start|>\"";
            Stream.of(
                            request(PROMPT, ""),
                            request(special, ""),
                            request("\"a\"", "\"logit_bias\":{\"256\":1}"),
                            request("\"a\"", "\"stop_token_ids\":[256]"))
                    .forEach(body -> refusesTheToken(served, PATH, body));
            refusesTheToken(served, "/v1/embeddings", "{\"model\":\"script\",\"input\":%s}".formatted(special));
            refusesTheToken(
                    served,
                    "/v1/chat/completions",
                    "{\"model\":\"script\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
            served.ok(PATH, request("\"a\"", ""));
        }
    }

    private static void refusesTheToken(Served served, String path, String body) {
        try {
            assertThat(served.refused(400, path, body).path("message").asString())
                    .endsWith("tokens are from 0 to 255, but got 256.");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aTextToEmbedMayFillTheContext() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            String full = "{\"model\":\"script\",\"input\":\"%s\"}";
            served.ok("/v1/embeddings", full.formatted("a".repeat(Served.CONTEXT)));
            served.refused(400, "/v1/embeddings", full.formatted("a".repeat(Served.CONTEXT + 1)));
        }
    }
}
