package dev.lathe.serve.openai;

import dev.lathe.model.tokenizer.ChatTurn;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.openai.ChatRequest.RequestCall;
import dev.lathe.serve.openai.ChatRequest.RequestFunction;
import dev.lathe.serve.openai.ChatRequest.RequestMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a request. */
final class Turns {
    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool");

    /** Names of tools by the ids of their calls: templates want to know which tool answers. */
    private final Map<String, String> called = new HashMap<>();

    private Turns() {}

    static List<ChatTurn> of(@Nullable List<RequestMessage> messages) {
        List<RequestMessage> present = Check.present("messages", messages);
        if (present.isEmpty()) {
            throw Check.invalid("messages", "at least one message is needed");
        }
        var reader = new Turns();
        List<ChatTurn> turns = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            turns.add(reader.turn("messages[" + i + "]", present.get(i)));
        }
        return turns;
    }

    private ChatTurn turn(String param, RequestMessage message) {
        String role = Check.present(param + ".role", message.role());
        if (!ROLES.contains(role)) {
            throw Check.invalid(
                    param + ".role", "expected one of %s, but got '%s'".formatted(String.join(", ", ROLES), role));
        }
        List<ChatTurn.Call> calls = calls(param + ".tool_calls", message.toolCalls());
        boolean mayBeSilent = role.equals("assistant") && !calls.isEmpty();
        String content = content(param + ".content", message.content(), mayBeSilent);
        String id = role.equals("tool") ? Check.present(param + ".tool_call_id", message.toolCallId()) : null;
        String name = message.name() == null && id != null ? called.get(id) : message.name();
        return new ChatTurn(role.equals("developer") ? "system" : role, content, calls, id, name);
    }

    private static String content(String param, @Nullable JsonNode content, boolean mayBeSilent) {
        if (content == null || content.isNull()) {
            if (mayBeSilent) {
                return "";
            }
            return Check.present(param, null);
        }
        if (content.isString()) {
            return content.asString();
        }
        if (!content.isArray()) {
            throw Check.invalid(param, "expected a string or an array of parts, but got " + Json.kind(content));
        }
        var text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            text.append(part(param + "[" + i + "]", content.get(i)));
        }
        return text.toString();
    }

    private static String part(String param, JsonNode part) {
        String type = part.path("type").asString("");
        if (!type.equals("text") && !type.equals("refusal")) {
            throw Check.invalid(param + ".type", "this model takes parts of type text, but got '%s'".formatted(type));
        }
        JsonNode text = part.path(type);
        if (!text.isString()) {
            throw Check.invalid(param + "." + type, "expected a string, but got " + Json.kind(text));
        }
        return text.asString();
    }

    private List<ChatTurn.Call> calls(String param, @Nullable List<RequestCall> calls) {
        List<ChatTurn.Call> read = new ArrayList<>();
        for (RequestCall call : calls == null ? List.<RequestCall>of() : calls) {
            read.add(call(param + "[" + read.size() + "]", call));
        }
        return read;
    }

    private ChatTurn.Call call(String param, RequestCall call) {
        String id = Check.present(param + ".id", call.id());
        if (call.type() != null && !call.type().equals("function")) {
            throw Check.invalid(param + ".type", "expected 'function', but got '%s'".formatted(call.type()));
        }
        RequestFunction function = Check.present(param + ".function", call.function());
        String name = Check.present(param + ".function.name", function.name());
        called.put(id, name);
        return new ChatTurn.Call(id, name, arguments(param + ".function.arguments", function.arguments()));
    }

    private static JsonNode arguments(String param, @Nullable String text) {
        String given = Check.present(param, text);
        try {
            JsonNode arguments = Json.tree(given.isBlank() ? "{}" : given);
            if (arguments.isObject()) {
                return arguments;
            }
            throw Check.invalid(param, "expected a JSON object in a string, but got " + Json.kind(arguments));
        } catch (JacksonException e) {
            throw Check.invalid(
                    param,
                    "it is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }
}
