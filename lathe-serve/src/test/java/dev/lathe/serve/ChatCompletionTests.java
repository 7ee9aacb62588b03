package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.sampling.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatCompletionTests {
    private static final String PATH = "/v1/chat/completions";

    private static String request(String fields) {
        return "{\"model\":\"script\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
                .formatted(fields.isEmpty() ? "" : "," + fields);
    }

    private static String text(List<JsonNode> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.path("choices").valueStream())
                .map(choice -> choice.path("delta").path("content").asString(""))
                .collect(Collectors.joining());
    }

    @Test
    void answersInOpenAisForm() throws Exception {
        try (Served served = Served.by(prompt -> "Hé, 👟!")) {
            JsonNode answer = served.ok(PATH, request(""));
            assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
            assertThat(answer.path("model").asString()).isEqualTo("script");
            JsonNode choice = answer.path("choices").path(0);
            assertThat(choice.path("message").path("content").asString()).isEqualTo("Hé, 👟!");
            assertThat(choice.path("message").path("role").asString()).isEqualTo("assistant");
            assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
            assertThat(choice.has("logprobs")).isTrue();
            assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(11);
            assertThat(served.engine.requests().getFirst().prompt())
                    .hasSize(answer.path("usage").path("prompt_tokens").asInt());
        }
    }

    @Test
    void lowerNumbersOfPriorityGoFirst() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            served.ok(PATH, request("\"priority\":-3"));
            served.ok("/v1/completions", "{\"model\":\"script\",\"prompt\":\"a\",\"priority\":2}");
            assertThat(served.engine.requests())
                    .extracting(GenerationRequest::priority)
                    .containsExactly(3, -2);
            assertThat(served.refused(400, PATH, request("\"priority\":1000001"))
                            .path("param")
                            .asString())
                    .isEqualTo("priority");
        }
    }

    @Test
    void rendersTheConversation() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            served.ok(PATH, """
                {"model":"script","max_tokens":500,"messages":[
                  {"role":"developer","content":"be kind"},
                  {"role":"user","content":[{"type":"text","text":"one, "},{"type":"text","text":"two"}]},
                  {"role":"assistant","content":"three"},
                  {"role":"user","content":"four"}]}\
                """);
            assertThat(served.promptOf(0)).isEqualTo("""
                <|im_start|>system
                be kind<|im_end|>
                <|im_start|>user
                one, two<|im_end|>
                <|im_start|>assistant
                three<|im_end|>
                <|im_start|>user
                four<|im_end|>
                <|im_start|>assistant
                """);
        }
    }

    @Test
    void streamsWithUsage() throws Exception {
        try (Served served = Served.by(prompt -> "Hé, 👟!")) {
            String body = served.post(PATH, request("\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                    .body();
            List<JsonNode> chunks = Client.events(body);
            assertThat(body).endsWith("data: [DONE]\n\n");
            assertThat(text(chunks)).isEqualTo("Hé, 👟!");
            assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
            assertThat(chunks.get(chunks.size() - 2)
                            .at("/choices/0/finish_reason")
                            .asString())
                    .isEqualTo("stop");
            assertThat(chunks.getLast().path("choices")).isEmpty();
            assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(11);
        }
    }

    @Test
    void endsBeforeAStopString() throws Exception {
        try (Served served = Served.by(prompt -> "one. Two. three")) {
            JsonNode answer = served.ok(PATH, request("\"stop\":[\". t\",\"nowhere\"]"));
            assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("one. Two");
            assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
            String streamed = served.post(PATH, request("\"stop\":\". t\",\"stream\":true"))
                    .body();
            assertThat(text(Client.events(streamed))).isEqualTo("one. Two");
            served.awaitIdle();
        }
    }

    @Test
    void endsAtItsLimit() throws Exception {
        try (Served served = Served.by(prompt -> "abcdef")) {
            for (String field : List.of("max_tokens", "max_completion_tokens")) {
                JsonNode choice =
                        served.ok(PATH, request("\"" + field + "\":3")).at("/choices/0");
                assertThat(choice.at("/message/content").asString()).isEqualTo("abc");
                assertThat(choice.path("finish_reason").asString()).isEqualTo("length");
            }
        }
    }

    @Test
    void handsTheEngineWhatWasAsked() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            served.ok(PATH, request("""
                "temperature":0.5,"top_p":0.9,"top_k":7,"min_p":0.1,"presence_penalty":0.3,"frequency_penalty":-0.2,
                "repetition_penalty":1.1,"logit_bias":{"65":-5},"seed":42,"max_tokens":9,"n":2,
                "logprobs":true,"top_logprobs":3\
                """));
            List<GenerationRequest> requests = served.engine.requests();
            Sampling first = requests.getFirst().sampling();
            assertThat(first)
                    .isEqualTo(Sampling.of(0.5, 9, 42)
                            .withTopP(0.9)
                            .withTopK(7)
                            .withMinP(0.1)
                            .withPenalties(1.1, 0.3, -0.2)
                            .withLogitBias(java.util.Map.of(65, -5f))
                            .withStopTokens(java.util.Set.of(ByteTokens.END))
                            .withTopLogProbs(3));
            assertThat(requests).hasSize(2);
            assertThat(requests.get(1).sampling().seed()).isNotEqualTo(42);
        }
    }

    @Test
    void givesSeveralRepliesAndLogProbabilities() throws Exception {
        try (Served served = Served.by(prompt -> "ab")) {
            JsonNode answer = served.ok(PATH, request("\"n\":3,\"logprobs\":true,\"top_logprobs\":2"));
            assertThat(answer.path("choices")).hasSize(3);
            JsonNode tokens = answer.at("/choices/2/logprobs/content");
            assertThat(tokens).hasSize(2);
            assertThat(tokens.path(0).path("token").asString()).isEqualTo("a");
            assertThat(tokens.path(0).path("logprob").asDouble()).isEqualTo(-0.5);
            assertThat(tokens.path(0).path("bytes").path(0).asInt()).isEqualTo('a');
            assertThat(tokens.path(0).path("top_logprobs").path(1).path("token").asString())
                    .isEqualTo("b");
            String streamed = served.post(PATH, request("\"n\":3,\"stream\":true,\"logprobs\":true"))
                    .body();
            assertThat(Client.events(streamed).stream()
                            .flatMap(chunk -> chunk.path("choices").valueStream())
                            .filter(choice -> choice.path("finish_reason").isString())
                            .map(choice -> choice.path("index").asInt()))
                    .containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    @Test
    void keepsOnlyTheFirstCallOfWhoWantsNoMore() throws Exception {
        String call = "<tool_call>{\"name\":\"f\",\"arguments\":{\"n\":%d}}</tool_call>";
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
        try (Served served = Served.by(prompt -> call.formatted(1) + call.formatted(2))) {
            JsonNode one = served.ok(PATH, request(tools + ",\"parallel_tool_calls\":false"))
                    .at("/choices/0");
            assertThat(one.path("finish_reason").asString()).isEqualTo("tool_calls");
            assertThat(one.at("/message/tool_calls")).hasSize(1);
            assertThat(one.at("/message/tool_calls/0/function/arguments").asString())
                    .isEqualTo("{\"n\":1}");
            assertThat(served.ok(PATH, request(tools)).at("/choices/0/message/tool_calls"))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false, 1", "true, true, 1", "false, false, 2", "false, true, 2"})
    void keepsOnlyTheFirstUseOfAnAnthropicClientThatWantsNoMore(boolean disabled, boolean stream, int uses)
            throws Exception {
        String call = "<tool_call>{\"name\":\"f\",\"arguments\":{\"n\":%d}}</tool_call>";
        String request = """
                {"model":"script","max_tokens":200,"messages":[{"role":"user","content":"hi"}],"stream":%b,
                 "tools":[{"name":"f","input_schema":{"type":"object"}}],
                 "tool_choice":{"type":"auto","disable_parallel_tool_use":%b}}""".formatted(stream, disabled);
        try (Served served = Served.by(prompt -> call.formatted(1) + call.formatted(2))) {
            String answer = served.post("/v1/messages", request).body();
            assertThat(answer.split("\"type\":\"tool_use\"", -1)).hasSize(1 + uses);
            assertThat(answer).contains("\"stop_reason\":\"tool_use\"");
        }
    }

    @Test
    void saysBothNumbersWhenTheContextIsTooSmall() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            JsonNode error = served.refused(400, PATH, request("\"max_tokens\":5000"));
            assertThat(error.path("message").asString())
                    .startsWith("This model's maximum context length is 4096 tokens. However, you requested 50");
            assertThat(error.path("code").asString()).isEqualTo("context_length_exceeded");
            assertThat(error.path("param").asString()).isEqualTo("messages");
        }
    }

    @Test
    void usesAnAdapterByItsName() throws Exception {
        try (Served served = Served.by(prompt -> "a")) {
            served.ok(PATH, request("").replace("script", "pirate"));
            served.ok(PATH, request(""));
            assertThat(served.engine.requests().getFirst().adapter()).isEqualTo("pirate");
            assertThat(served.engine.requests().getLast().adapter()).isNull();
            assertThat(Client.json(served.get("/v1/models").body())
                            .at("/data/1/parent")
                            .asString())
                    .isEqualTo("script");
        }
    }

    @Test
    void streamsWhileItIsWritten() throws Exception {
        try (Served served = Served.by(prompt -> "abcdefghij", Duration.ofMillis(20), ServerOptions.usual(0))) {
            long begun = System.nanoTime();
            var client = java.net.http.HttpClient.newHttpClient();
            var response = client.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(served.url(PATH)))
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(request("\"stream\":true")))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofLines());
            List<Long> times =
                    response.body().map(line -> System.nanoTime() - begun).toList();
            assertThat(times.getLast() - times.getFirst())
                    .isGreaterThan(Duration.ofMillis(100).toNanos());
        }
    }
}
