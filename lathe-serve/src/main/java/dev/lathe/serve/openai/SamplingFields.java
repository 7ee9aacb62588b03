package dev.lathe.serve.openai;

import dev.lathe.model.sampling.Sampling;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.ReplyForm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds what chat completions and completions have in common. Beside OpenAI's fields stand those of vLLM's. */
record SamplingFields(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Double minP,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Double repetitionPenalty,
        @Nullable Map<String, Double> logitBias,
        @Nullable Long seed,
        @Nullable JsonNode stop,
        @Nullable List<Integer> stopTokenIds,
        @Nullable Boolean ignoreEos,
        @Nullable String regex,
        @Nullable Integer priority,
        @Nullable Integer n,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions) {
    private static final int MOST_REPLIES = 128;
    private static final int MOST_PRIORITY = 1_000_000;

    record StreamOptions(@Nullable Boolean includeUsage) {}

    int replies() {
        return Check.range("n", n, 1, MOST_REPLIES, 1);
    }

    boolean streams() {
        return Boolean.TRUE.equals(stream);
    }

    boolean wantsUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    List<String> stops() {
        return ReplyForm.stops("stop", Check.strings("stop", stop));
    }

    /** Returns the engine's priority, of which the highest goes first; of the field's values it is the lowest, as in vLLM's API. */
    int enginePriority() {
        return -Check.range("priority", priority, -MOST_PRIORITY, MOST_PRIORITY, 0);
    }

    Sampling sampling(Replies replies, int maxTokens, int topLogProbs) {
        int vocabulary = replies.model().vocabulary();
        return new Sampling(
                Check.range("temperature", temperature, 0, 2, 1),
                // -1 is what vLLM's clients send to keep all
                Math.max(0, Check.range("top_k", topK, -1, Integer.MAX_VALUE, 0)),
                Check.range("top_p", topP, Double.MIN_NORMAL, 1, 1),
                Check.range("min_p", minP, 0, 1, 0),
                Check.range("repetition_penalty", repetitionPenalty, 0.01, 100, 1),
                Check.range("presence_penalty", presencePenalty, -2, 2, 0),
                Check.range("frequency_penalty", frequencyPenalty, -2, 2, 0),
                bias(vocabulary),
                maxTokens,
                seed == null ? replies.seed() : seed,
                stopTokens(replies.model().endTokens(), vocabulary),
                topLogProbs);
    }

    private Map<Integer, Float> bias(int vocabulary) {
        Map<Integer, Float> biases = new HashMap<>();
        if (logitBias == null) {
            return biases;
        }
        logitBias.forEach((token, bias) -> {
            String param = "logit_bias." + token;
            int id;
            try {
                id = Integer.parseInt(token);
            } catch (NumberFormatException e) {
                throw Check.invalid(param, "the key must be a token id");
            }
            biases.put(Check.token(param, id, vocabulary), (float) Check.range(param, bias, -100, 100, 0));
        });
        return biases;
    }

    private Set<Integer> stopTokens(Set<Integer> ends, int vocabulary) {
        Set<Integer> tokens = new HashSet<>(Boolean.TRUE.equals(ignoreEos) ? Set.of() : ends);
        if (stopTokenIds != null) {
            stopTokenIds.forEach(token -> tokens.add(Check.token("stop_token_ids", token, vocabulary)));
        }
        return tokens;
    }
}
