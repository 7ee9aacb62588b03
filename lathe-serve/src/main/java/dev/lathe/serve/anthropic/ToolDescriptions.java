package dev.lathe.serve.anthropic;

import dev.lathe.serve.anthropic.MessagesRequest.Tool;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns descriptions of tools into the form of OpenAI's API, which chat templates know. */
final class ToolDescriptions {
    private ToolDescriptions() {}

    static Map<String, JsonNode> of(@Nullable List<Tool> tools) {
        Map<String, JsonNode> described = new LinkedHashMap<>();
        List<Tool> given = tools == null ? List.of() : tools;
        for (int i = 0; i < given.size(); i++) {
            String param = "tools." + i;
            String name = Check.present(param + ".name", given.get(i).name());
            if (described.put(name, description(param, name, given.get(i))) != null) {
                throw Check.invalid(param + ".name", "there are two tools named '%s'".formatted(name));
            }
        }
        return described;
    }

    private static JsonNode description(String param, String name, Tool tool) {
        JsonNode schema = Check.present(param + ".input_schema", tool.inputSchema());
        if (!schema.isObject()) {
            throw Check.invalid(param + ".input_schema", "expected a JSON schema, but got " + Json.kind(schema));
        }
        ObjectNode described = JsonMapper.shared().createObjectNode();
        described.put("type", "function");
        ObjectNode function = described.putObject("function");
        function.put("name", name);
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        function.set("parameters", schema);
        return described;
    }
}
