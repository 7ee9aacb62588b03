package dev.lathe.serve.reply;

import dev.lathe.model.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the tokens that a tokenizer puts before every text, such as the beginning-of-text token of Llama. */
final class TextPrefix {
    private TextPrefix() {}

    static int[] of(Tokenizer tokenizer) {
        List<Integer> tokens = new ArrayList<>();
        collect(JsonMapper.shared().readTree(tokenizer.json()).path("post_processor"), tokenizer, tokens);
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void collect(JsonNode processor, Tokenizer tokenizer, List<Integer> tokens) {
        for (JsonNode part : processor.path("processors")) {
            collect(part, tokenizer, tokens);
        }
        for (JsonNode part : processor.path("single")) {
            if (!part.has("SpecialToken")) {
                return;
            }
            tokenizer.idOf(part.path("SpecialToken").path("id").asString()).ifPresent(tokens::add);
        }
    }
}
