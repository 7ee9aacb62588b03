package dev.lathe.serve.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads calls of tools written as JSON objects. */
final class CallJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CallJson() {}

    /** Reads one call, or returns nothing if the text is something else. */
    static Optional<Piece.Call> one(String text) {
        List<Piece.Call> calls = all(text, "");
        return calls.size() == 1 ? Optional.of(calls.getFirst()) : Optional.empty();
    }

    /**
     * Reads calls that follow one another, or returns none if anything of the text is something else.
     *
     * @param separators characters that may stand between two calls, besides white space
     */
    static List<Piece.Call> all(String text, String separators) {
        List<Piece.Call> calls = new ArrayList<>();
        String left = text.strip();
        while (!left.isEmpty()) {
            int end = endOfObject(left);
            Optional<Piece.Call> call = end < 0 ? Optional.empty() : call(left.substring(0, end));
            if (call.isEmpty()) {
                return List.of();
            }
            calls.add(call.get());
            left = left.substring(end).strip();
            if (!left.isEmpty() && separators.indexOf(left.charAt(0)) >= 0) {
                left = left.substring(1).strip();
            }
        }
        return calls;
    }

    /** Returns where the JSON object ends with which a text begins, or -1 if it begins with none. */
    private static int endOfObject(String text) {
        if (text.charAt(0) != '{') {
            return -1;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return (int) parser.currentLocation().getCharOffset();
        } catch (JacksonException notJson) {
            return -1;
        }
    }

    private static Optional<Piece.Call> call(String object) {
        JsonNode node = JSON.readTree(object);
        JsonNode arguments = node.has("arguments") ? node.path("arguments") : node.path("parameters");
        if (!node.path("name").isString() || !(arguments.isObject() || arguments.isMissingNode())) {
            return Optional.empty();
        }
        return Optional.of(new Piece.Call(
                node.path("name").asString(), arguments.isMissingNode() ? "{}" : JSON.writeValueAsString(arguments)));
    }
}
