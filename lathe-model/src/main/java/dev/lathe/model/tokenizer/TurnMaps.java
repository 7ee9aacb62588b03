package dev.lathe.model.tokenizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns messages and tools into what Python's dictionaries are to a template. */
final class TurnMaps {
    private TurnMaps() {}

    static Map<String, Object> of(ChatTurn turn) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("role", turn.role());
        map.put("content", turn.content());
        if (!turn.calls().isEmpty()) {
            map.put("tool_calls", turn.calls().stream().map(TurnMaps::of).toList());
        }
        if (turn.callId() != null) {
            map.put("tool_call_id", turn.callId());
        }
        if (turn.name() != null) {
            map.put("name", turn.name());
        }
        return map;
    }

    private static Map<String, Object> of(ChatTurn.Call call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", plain(call.arguments()));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", call.id());
        map.put("type", "function");
        map.put("function", function);
        return map;
    }

    static List<Object> of(List<JsonNode> tools) {
        return tools.stream().map(TurnMaps::plain).toList();
    }

    private static Object plain(JsonNode node) {
        return JsonMapper.shared().treeToValue(node, Object.class);
    }
}
