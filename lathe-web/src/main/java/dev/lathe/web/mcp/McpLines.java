package dev.lathe.web.mcp;

import dev.lathe.serve.http.Json;
import dev.lathe.web.session.ShopService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the protocol over standard streams: a message a line. */
public final class McpLines {
    private McpLines() {}

    /**
     * Answers one client until it says no more.
     *
     * @param broken hears failures that are the server's own fault
     */
    public static void answerAll(ShopService service, BufferedReader in, PrintWriter out, Consumer<Throwable> broken)
            throws IOException {
        var conversation = new McpConversation(service, broken);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answer(conversation, line).ifPresent(answer -> {
                // the protocol ends lines with a line feed on every system
                out.print(answer + "\n");
                out.flush();
            });
        }
        conversation.end();
    }

    private static Optional<String> answer(McpConversation conversation, String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        try {
            return conversation.answer(Json.tree(line));
        } catch (JacksonException malformed) {
            return Optional.of(
                    McpConversation.error(JsonMapper.shared().nullNode(), RpcError.PARSE, "The line is not JSON."));
        }
    }
}
