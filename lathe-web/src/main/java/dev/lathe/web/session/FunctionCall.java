package dev.lathe.web.session;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names an action and its arguments.
 *
 * @param name one of the actions
 * @param arguments a JSON object, or a string that holds one; nothing if null
 */
public record FunctionCall(@Nullable String name, @Nullable JsonNode arguments) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /**
     * Returns the call as the shop's JSON format writes an action.
     *
     * @throws dev.lathe.serve.http.ApiError if it has no name, or the arguments are no object
     */
    String action() {
        ObjectNode action = MAPPER.createObjectNode().put("action", Check.present("call.name", name));
        JsonNode given = parsed();
        if (!given.isObject()) {
            throw Check.invalid("call.arguments", "expected an object, but got " + Json.kind(given));
        }
        given.properties().stream()
                .filter(field -> !field.getKey().equals("action"))
                .forEach(field -> action.set(field.getKey(), field.getValue()));
        return action.toString();
    }

    private JsonNode parsed() {
        if (arguments == null || arguments.isNull()) {
            return MAPPER.createObjectNode();
        }
        if (!arguments.isString()) {
            return arguments;
        }
        try {
            return Json.tree(arguments.asString());
        } catch (JacksonException malformed) {
            throw Check.invalid("call.arguments", "the string holds no JSON");
        }
    }
}
