package dev.lathe.serve.tools;

import dev.lathe.model.tokenizer.ChatTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Describes tools, calls and answers in plain messages, as Hermes does, for models whose chat template knows nothing of them. */
public final class ToolPrompt {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ToolPrompt() {}

    /** Returns the conversation with the tools described in its system message and without calls that are no text. */
    public static List<ChatTurn> written(List<ChatTurn> turns, List<JsonNode> tools) {
        List<ChatTurn> written = new ArrayList<>();
        boolean system = !turns.isEmpty() && turns.getFirst().role().equals("system");
        if (!tools.isEmpty()) {
            String said = system ? turns.getFirst().content() + "\n\n" : "";
            written.add(ChatTurn.of("system", said + description(tools)));
        }
        for (ChatTurn turn : system && !tools.isEmpty() ? turns.subList(1, turns.size()) : turns) {
            written.add(written(turn));
        }
        return written;
    }

    private static String description(List<JsonNode> tools) {
        return """
            You may call tools. They are described here as JSON, one a line:
            <tools>
            %s
            </tools>
            To call one, write a JSON object with its name and arguments between tags, and nothing after it:
            <tool_call>
            {"name": "NAME", "arguments": {"KEY": "VALUE"}}
            </tool_call>\
            """.formatted(tools.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n")));
    }

    private static ChatTurn written(ChatTurn turn) {
        if (turn.role().equals("tool")) {
            return ChatTurn.of("user", "<tool_response>\n" + turn.content() + "\n</tool_response>");
        }
        String calls = turn.calls().stream().map(ToolPrompt::written).collect(Collectors.joining("\n"));
        String parting = calls.isEmpty() || turn.content().isEmpty() ? "" : "\n";
        return ChatTurn.of(turn.role(), turn.content() + parting + calls);
    }

    private static String written(ChatTurn.Call call) {
        return HermesReader.OPEN
                + "\n{\"name\": %s, \"arguments\": %s}\n"
                        .formatted(JSON.writeValueAsString(call.name()), JSON.writeValueAsString(call.arguments()))
                + HermesReader.CLOSE;
    }
}
