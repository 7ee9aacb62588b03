package dev.lathe.serve.tools;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes a tool in the form of OpenAI's API, which chat templates know. */
public final class ToolDescription {
    private ToolDescription() {}

    /**
     * Returns the description of a tool.
     *
     * @param parameters the schema of its arguments; without one it takes none
     */
    public static JsonNode of(String name, @Nullable String description, @Nullable JsonNode parameters) {
        ObjectNode tool = JsonMapper.shared().createObjectNode();
        tool.put("type", "function");
        ObjectNode function = tool.putObject("function");
        function.put("name", name);
        if (description != null) {
            function.put("description", description);
        }
        if (parameters == null || parameters.isNull()) {
            function.putObject("parameters").put("type", "object").putObject("properties");
        } else {
            function.set("parameters", parameters);
        }
        return tool;
    }
}
