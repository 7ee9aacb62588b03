package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Clients of Maven Central talk to the server, unchanged. */
class JavaClientsTests {
    private static ChatCompletionCreateParams.Builder asking(String text) {
        return ChatCompletionCreateParams.builder().model("script").addUserMessage(text);
    }

    @Test
    void openAisClientGetsWhatItExpects() {
        try (Served served = Served.by(Talker::reply)) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl(served.url("/v1"))
                    .apiKey("any")
                    .maxRetries(0)
                    .build();
            ChatCompletion answer = client.chat()
                    .completions()
                    .create(asking("hi").logprobs(true).topLogprobs(1).build());
            assertThat(answer.validate().choices().getFirst().message().content())
                    .contains(Talker.GREETING);
            assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(23);
            try (StreamResponse<ChatCompletionChunk> chunks =
                    client.chat().completions().createStreaming(asking("hi").build())) {
                assertThat(chunks.stream()
                                .flatMap(chunk -> chunk.validate().choices().stream())
                                .flatMap(choice -> choice.delta().content().stream())
                                .collect(Collectors.joining()))
                        .isEqualTo(Talker.GREETING);
            }
            ChatCompletion call = client.chat()
                    .completions()
                    .create(asking("call")
                            .addFunctionTool(FunctionDefinition.builder()
                                    .name("weather")
                                    .parameters(FunctionParameters.builder()
                                            .putAdditionalProperty("type", JsonValue.from("object"))
                                            .putAdditionalProperty(
                                                    "properties",
                                                    JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                            .build())
                                    .build())
                            .build());
            assertThat(call.validate()
                            .choices()
                            .getFirst()
                            .message()
                            .toolCalls()
                            .orElseThrow()
                            .getFirst()
                            .asFunction()
                            .function()
                            .arguments())
                    .isEqualTo("{\"city\":\"Ulm\"}");
            assertThat(client.embeddings()
                            .create(EmbeddingCreateParams.builder()
                                    .model("script")
                                    .input("hi")
                                    .build())
                            .validate()
                            .data()
                            .getFirst()
                            .embedding())
                    .hasSize(2);
            assertThat(client.models().list().data().getFirst().validate().id()).isEqualTo("script");
            assertThatThrownBy(() -> client.chat()
                            .completions()
                            .create(asking("hi").temperature(3.0).build()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("temperature");
            client.close();
        }
    }

    /** Is what a typed answer holds. */
    public static class Plan {
        public String title = "";
        public List<Long> days = List.of();
    }

    @Test
    void openAisClientGetsTypedAnswers() {
        try (Babble babble = new Babble()) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl(babble.url("/v1"))
                    .apiKey("any")
                    .maxRetries(0)
                    .build();
            Plan plan = client.chat()
                    .completions()
                    .create(asking("Plan.")
                            .model("babble")
                            .logitBias(ChatCompletionCreateParams.LogitBias.builder()
                                    .putAdditionalProperty("34", JsonValue.from(5))
                                    .build())
                            .responseFormat(Plan.class)
                            .build())
                    .choices()
                    .getFirst()
                    .message()
                    .content()
                    .orElseThrow();
            assertThat(plan.title).isNotEqualTo("");
            assertThat(plan.days).doesNotContainNull();
            client.close();
        }
    }

    @Test
    void langchain4jGetsWhatItExpects() throws Exception {
        try (Served served = Served.by(Talker::reply)) {
            OpenAiChatModel model = OpenAiChatModel.builder()
                    .baseUrl(served.url("/v1"))
                    .apiKey("any")
                    .modelName("script")
                    .build();
            assertThat(model.chat("hi")).isEqualTo(Talker.GREETING);
            ChatResponse call = model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("call"))
                    .toolSpecifications(ToolSpecification.builder()
                            .name("weather")
                            .parameters(JsonObjectSchema.builder()
                                    .addStringProperty("city")
                                    .build())
                            .build())
                    .build());
            assertThat(call.aiMessage().toolExecutionRequests().getFirst().arguments())
                    .isEqualTo("{\"city\":\"Ulm\"}");
            assertThat(streamed(served)).isEqualTo(Talker.GREETING);
        }
    }

    private static String streamed(Served served) throws Exception {
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(served.url("/v1"))
                .apiKey("any")
                .modelName("script")
                .build();
        var text = new CompletableFuture<String>();
        model.chat(List.of(UserMessage.from("hi")), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String partial) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                text.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable error) {
                text.completeExceptionally(error);
            }
        });
        return text.get(20, TimeUnit.SECONDS);
    }
}
