package dev.lathe.serve.openai;

import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Job;
import dev.lathe.serve.reply.Prompts;
import dev.lathe.serve.reply.Replies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers {@code POST /v1/embeddings}: the mean of the last hidden states, of length 1. */
public final class EmbeddingEndpoint implements Endpoint {
    private record Request(
            @Nullable String model,
            @Nullable JsonNode input,
            @Nullable String encodingFormat,
            @Nullable Integer dimensions) {}

    private record Answer(String object, List<Embedding> data, String model, EmbeddingUsage usage) {}

    /**
     * Is one embedding.
     *
     * @param embedding numbers, or their bytes in Base64
     */
    private record Embedding(String object, int index, Object embedding) {}

    private record EmbeddingUsage(int promptTokens, int totalTokens) {}

    private final Replies replies;

    public EmbeddingEndpoint(Replies replies) {
        this.replies = replies;
    }

    @Override
    public void answer(Exchange exchange) throws IOException {
        Request request = Json.read(exchange.json(), Request.class);
        String model = replies.named(request.model());
        boolean base64 = base64(request.encodingFormat());
        List<int[]> inputs = TextInputs.read("input", request.input(), replies.model());
        inputs.forEach(input -> new Prompts(replies.model()).fits(input, "input"));
        List<Embedding> data = new ArrayList<>();
        // one text after another, so that a list of them holds up nobody else
        try (Job job = replies.begin(1)) {
            exchange.whenGone(job::abort);
            for (int[] input : inputs) {
                float[] vector = job.embed(GenerationRequest.embedding(input)
                        .withAdapter(replies.model().adapter(model)));
                Check.range("dimensions", request.dimensions(), vector.length, vector.length, vector.length);
                data.add(new Embedding("embedding", data.size(), base64 ? encoded(vector) : vector));
            }
        }
        int tokens = inputs.stream().mapToInt(input -> input.length).sum();
        exchange.send(200, new Answer("list", data, model, new EmbeddingUsage(tokens, tokens)));
    }

    private static boolean base64(@Nullable String format) {
        return switch (format) {
            case null -> false;
            case "float" -> false;
            case "base64" -> true;
            default ->
                throw Check.invalid("encoding_format", "expected float or base64, but got '%s'".formatted(format));
        };
    }

    private static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
