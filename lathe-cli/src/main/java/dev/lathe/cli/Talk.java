package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.train.chat.ChatSession;
import dev.lathe.train.chat.ChatSession.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Carries what is said between a person and a policy. */
final class Talk {
    private final ChatSession session;
    private final PrintWriter out;
    private final boolean json;

    Talk(ChatSession session, PrintWriter out, boolean json) {
        this.session = session;
        this.out = out;
        this.json = json;
    }

    /** Answers one message. */
    void once(String message) {
        if (json) {
            out.println(object(session.say(message, text -> {})));
            return;
        }
        Reply reply = session.say(message, text -> {
            out.print(text);
            out.flush();
        });
        out.println(reply.complete() ? "" : " ... (cut at the limit)");
    }

    /** Answers line by line until the input ends. */
    void withPerson(BufferedReader in) throws IOException {
        out.println("Write a message and press Enter; Ctrl-D ends.");
        for (String line = ask(in); line != null; line = ask(in)) {
            if (!line.isBlank()) {
                answer(line.strip());
            }
        }
        out.println();
    }

    /** A conversation that is full is not the end of the program: the person has read it and may want to copy it. */
    private void answer(String line) {
        try {
            once(line);
        } catch (UserError full) {
            out.println("lathe: " + full.getMessage());
        }
    }

    private @Nullable String ask(BufferedReader in) throws IOException {
        out.print("> ");
        out.flush();
        return in.readLine();
    }

    private static String object(Reply reply) {
        var object = new LinkedHashMap<String, Object>();
        object.put("reply", reply.text());
        object.put("tokens", reply.tokens());
        object.put("complete", reply.complete());
        return JsonMapper.shared().writeValueAsString(object);
    }
}
