package dev.lathe.serve.openai;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.openai.ChatRequest.Tool;
import dev.lathe.serve.openai.ChatRequest.ToolFunction;
import dev.lathe.serve.tools.ToolDescription;
import dev.lathe.serve.tools.ToolFormat;
import dev.lathe.serve.tools.ToolPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a request says of tools. */
final class ToolFields {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final int MOST_TOOLS = 128;

    private ToolFields() {}

    static ToolPlan plan(@Nullable List<Tool> tools, @Nullable JsonNode choice, ToolFormat format) {
        Map<String, JsonNode> described = described(tools == null ? List.of() : tools);
        if (choice == null || choice.isNull()) {
            return ToolPlan.free(described.values(), format);
        }
        if (choice.isObject()) {
            return ToolPlan.bound(described.values(), List.of(named(choice, described)), format);
        }
        return switch (choice.asString("")) {
            case "none" -> ToolPlan.NONE;
            case "auto" -> ToolPlan.free(described.values(), format);
            case "required" -> {
                if (described.isEmpty()) {
                    throw Check.invalid("tool_choice", "'required' needs 'tools'");
                }
                yield ToolPlan.bound(described.values(), described.values(), format);
            }
            default ->
                throw Check.invalid(
                        "tool_choice", "expected 'none', 'auto', 'required' or a function, but got " + choice);
        };
    }

    private static JsonNode named(JsonNode choice, Map<String, JsonNode> described) {
        String name = choice.path("function").path("name").asString("");
        JsonNode tool = described.get(name);
        if (tool == null) {
            throw Check.invalid("tool_choice.function.name", "'tools' has no function named '%s'".formatted(name));
        }
        return tool;
    }

    private static Map<String, JsonNode> described(List<Tool> tools) {
        if (tools.size() > MOST_TOOLS) {
            throw Check.invalid("tools", "expected at most %d tools, but got %d".formatted(MOST_TOOLS, tools.size()));
        }
        Map<String, JsonNode> described = new LinkedHashMap<>();
        for (int i = 0; i < tools.size(); i++) {
            String param = "tools[" + i + "]";
            Tool tool = tools.get(i);
            if (!"function".equals(tool.type())) {
                throw Check.invalid(param + ".type", "expected 'function', but got '%s'".formatted(tool.type()));
            }
            ToolFunction function = Check.present(param + ".function", tool.function());
            String name = Check.present(param + ".function.name", function.name());
            if (!NAME.matcher(name).matches()) {
                throw Check.invalid(
                        param + ".function.name", "expected at most 64 letters, digits, dots, underscores and dashes");
            }
            if (described.put(name, description(param, name, function)) != null) {
                throw Check.invalid(param + ".function.name", "there are two functions named '%s'".formatted(name));
            }
        }
        return described;
    }

    private static JsonNode description(String param, String name, ToolFunction function) {
        JsonNode parameters = function.parameters();
        if (parameters != null && !parameters.isObject() && !parameters.isNull()) {
            throw Check.invalid(
                    param + ".function.parameters", "expected a JSON schema, but got " + Json.kind(parameters));
        }
        return ToolDescription.of(name, function.description(), parameters);
    }
}
