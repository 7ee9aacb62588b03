package dev.lathe.serve.tools;

import java.util.List;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON schema of a call of one of some tools. */
final class CallSchema {
    private CallSchema() {}

    /**
     * Returns a schema for the JSON object of a call.
     *
     * @param tools descriptions in the form of OpenAI's API, at least one
     */
    static JsonNode of(List<JsonNode> tools, ToolFormat format) {
        ObjectNode any = JsonMapper.shared().createObjectNode();
        ArrayNode choices = any.putArray("anyOf");
        for (JsonNode tool : tools) {
            choices.add(call(tool.path("function"), format, "#/anyOf/" + choices.size()));
        }
        return any;
    }

    private static ObjectNode call(JsonNode function, ToolFormat format, String place) {
        ObjectNode call = JsonMapper.shared().createObjectNode();
        call.put("type", "object");
        ObjectNode properties = call.putObject("properties");
        properties.putObject("name").put("const", function.path("name").asString());
        JsonNode parameters = function.path("parameters").deepCopy();
        moveReferences(parameters, place + "/properties/" + format.argumentsKey());
        properties.set(format.argumentsKey(), parameters);
        call.putArray("required").add("name").add(format.argumentsKey());
        call.put("additionalProperties", false);
        return call;
    }

    /** Lets the references of a schema, which begin at its root, begin at a place in the schema of calls. */
    private static void moveReferences(JsonNode schema, String place) {
        JsonNode reference = schema.path("$ref");
        if (schema instanceof ObjectNode object && reference.isString()) {
            object.put("$ref", reference.asString().replaceFirst("^#", Matcher.quoteReplacement(place)));
        }
        schema.forEach(inner -> moveReferences(inner, place));
    }
}
