package dev.lathe.serve.tools;

import java.util.List;
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
        List<ObjectNode> calls =
                tools.stream().map(tool -> call(tool.path("function"), format)).toList();
        if (calls.size() == 1) {
            return calls.getFirst();
        }
        ObjectNode any = JsonMapper.shared().createObjectNode();
        ArrayNode choices = any.putArray("anyOf");
        calls.forEach(choices::add);
        return any;
    }

    private static ObjectNode call(JsonNode function, ToolFormat format) {
        ObjectNode call = JsonMapper.shared().createObjectNode();
        call.put("type", "object");
        ObjectNode properties = call.putObject("properties");
        properties.putObject("name").put("const", function.path("name").asString());
        properties.set(format.argumentsKey(), function.path("parameters"));
        call.putArray("required").add("name").add(format.argumentsKey());
        call.put("additionalProperties", false);
        return call;
    }
}
