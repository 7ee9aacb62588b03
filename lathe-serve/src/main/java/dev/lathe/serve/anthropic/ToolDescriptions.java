package dev.lathe.serve.anthropic;

import dev.lathe.serve.anthropic.MessagesRequest.Tool;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.tools.ToolDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a request says of tools. */
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
        return ToolDescription.of(name, tool.description(), schema);
    }
}
