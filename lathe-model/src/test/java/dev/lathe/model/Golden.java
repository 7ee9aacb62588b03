package dev.lathe.model;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what transformers computed for one conversation with the real model.
 *
 * @param prompt token ids
 * @param promptLogProbs in nats, from the second token on
 * @param reply the greedy reply, up to 48 tokens
 * @param replyLogProbs in nats
 */
public record Golden(int[] prompt, float[] promptLogProbs, int[] reply, float[] replyLogProbs) {
    public static List<Golden> read() {
        return json(SharedModels.SMOLLM2_GOLDEN)
                .get("cases")
                .valueStream()
                .map(node -> new Golden(
                        ints(node.get("prompt_ids")),
                        floats(node.get("prompt_logprobs")),
                        ints(node.get("greedy_ids")),
                        floats(node.get("greedy_logprobs"))))
                .toList();
    }

    /** Returns the prompt and the reply. */
    public int[] tokens() {
        return IntStream.concat(IntStream.of(prompt), IntStream.of(reply)).toArray();
    }

    static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file);
    }

    private static int[] ints(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static float[] floats(JsonNode node) {
        float[] values = new float[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) node.get(i).asDouble();
        }
        return values;
    }
}
