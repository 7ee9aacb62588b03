package dev.lathe.serve.openai;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Prompts;
import dev.lathe.serve.reply.ServedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads texts that may be given as a string, as tokens, or as an array of either. */
final class TextInputs {
    private static final int MOST_INPUTS = 2048;

    private final String param;
    private final Prompts prompts;
    private final int vocabulary;

    private TextInputs(String param, ServedModel model) {
        this.param = param;
        prompts = new Prompts(model);
        vocabulary = model.vocabulary();
    }

    /** Returns the tokens of each text; at least one text, no text without tokens. */
    static List<int[]> read(String param, @Nullable JsonNode value, ServedModel model) {
        var inputs = new TextInputs(param, model);
        JsonNode present = Check.present(param, value);
        List<int[]> texts = inputs.texts(present);
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).length == 0) {
                String place = present.isArray() && texts.size() > 1 ? param + "[" + i + "]" : param;
                throw Check.invalid(place, "it is empty: it has no token");
            }
        }
        return texts;
    }

    private List<int[]> texts(JsonNode value) {
        if (value.isString()) {
            return List.of(prompts.text(value.asString()));
        }
        if (!value.isArray()) {
            throw Check.invalid(param, "expected a string or an array, but got " + Json.kind(value));
        }
        if (value.isEmpty() || (value.size() > MOST_INPUTS && !value.get(0).isIntegralNumber())) {
            throw Check.invalid(
                    param, "expected from 1 to %d elements, but got %d".formatted(MOST_INPUTS, value.size()));
        }
        if (value.get(0).isIntegralNumber()) {
            return List.of(tokens(param, value));
        }
        List<int[]> texts = new ArrayList<>();
        for (JsonNode element : value) {
            String place = param + "[" + texts.size() + "]";
            texts.add(element.isString() ? prompts.text(element.asString()) : tokens(place, element));
        }
        return texts;
    }

    private int[] tokens(String place, JsonNode value) {
        if (!value.isArray()) {
            throw Check.invalid(place, "expected a string or an array of tokens, but got " + Json.kind(value));
        }
        return tokens(place, value, vocabulary);
    }

    static int[] tokens(String place, JsonNode value, int vocabulary) {
        int[] tokens = new int[value.size()];
        for (int i = 0; i < tokens.length; i++) {
            JsonNode token = value.get(i);
            String param = place + "[" + i + "]";
            if (!token.isIntegralNumber() || !token.canConvertToInt()) {
                throw Check.invalid(param, "expected a token, which is an integer, but got " + Json.kind(token));
            }
            tokens[i] = Check.token(param, token.asInt(), vocabulary);
        }
        return tokens;
    }
}
