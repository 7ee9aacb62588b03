package dev.lathe.serve.anthropic;

import dev.lathe.model.tokenizer.ChatTurn;
import dev.lathe.serve.anthropic.MessagesRequest.Said;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a request: blocks become turns, the answers of tools turns of their own. */
final class Conversations {
    private final List<ChatTurn> turns = new ArrayList<>();
    private final Map<String, String> called = new HashMap<>();

    private Conversations() {}

    static List<ChatTurn> of(MessagesRequest request) {
        var reader = new Conversations();
        JsonNode system = request.system();
        if (system != null && !system.isNull()) {
            reader.turns.add(ChatTurn.of("system", text("system", system)));
        }
        List<Said> messages = Check.present("messages", request.messages());
        if (messages.isEmpty()) {
            throw Check.invalid("messages", "at least one message is needed");
        }
        for (int i = 0; i < messages.size(); i++) {
            reader.add("messages." + i, messages.get(i));
        }
        return reader.turns;
    }

    private void add(String param, Said message) {
        String role = Check.present(param + ".role", message.role());
        if (!role.equals("user") && !role.equals("assistant")) {
            throw Check.invalid(param + ".role", "expected user or assistant, but got '%s'".formatted(role));
        }
        JsonNode content = Check.present(param + ".content", message.content());
        if (!content.isArray()) {
            turns.add(ChatTurn.of(role, text(param + ".content", content)));
            return;
        }
        var text = new StringBuilder();
        List<ChatTurn.Call> calls = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            String place = param + ".content." + i;
            JsonNode block = content.get(i);
            switch (block.path("type").asString("")) {
                case "text" -> text.append(string(place + ".text", block.path("text")));
                case "tool_use" -> calls.add(call(place, block));
                case "tool_result" -> turns.add(result(place, block));
                case "thinking", "redacted_thinking" -> {
                    // what the model thought before is not shown to it again
                }
                default ->
                    throw Check.invalid(
                            place + ".type",
                            "this model takes text, tool_use and tool_result, but got '%s'"
                                    .formatted(block.path("type").asString("")));
            }
        }
        if (!text.isEmpty() || !calls.isEmpty()) {
            turns.add(new ChatTurn(role, text.toString(), calls, null, null));
        }
    }

    private ChatTurn.Call call(String place, JsonNode block) {
        String id = string(place + ".id", block.path("id"));
        String name = string(place + ".name", block.path("name"));
        if (!block.path("input").isObject()) {
            throw Check.invalid(place + ".input", "expected an object, but got " + Json.kind(block.path("input")));
        }
        called.put(id, name);
        return new ChatTurn.Call(id, name, block.path("input"));
    }

    private ChatTurn result(String place, JsonNode block) {
        String id = string(place + ".tool_use_id", block.path("tool_use_id"));
        JsonNode content = block.path("content");
        String text = content.isMissingNode() || content.isNull() ? "" : text(place + ".content", content);
        return new ChatTurn("tool", text, List.of(), id, called.get(id));
    }

    /** Reads a string, or an array of text blocks. */
    private static String text(String param, JsonNode value) {
        if (!value.isArray()) {
            return string(param, value);
        }
        var text = new StringBuilder();
        for (int i = 0; i < value.size(); i++) {
            JsonNode block = value.get(i);
            if (!block.path("type").asString("").equals("text")) {
                throw Check.invalid(param + "." + i + ".type", "only blocks of type text can be read here");
            }
            text.append(string(param + "." + i + ".text", block.path("text")));
        }
        return text.toString();
    }

    private static String string(String param, @Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            throw Check.invalid(param, "expected a string, but got " + (value == null ? "nothing" : Json.kind(value)));
        }
        return value.asString();
    }
}
