package dev.lathe.serve.reply;

import dev.lathe.model.engine.GeneratedToken;
import java.util.List;

/** Is a part of a reply. */
public sealed interface ReplyPart {
    /**
     * Is text.
     *
     * @param text perhaps empty, where tokens have completed no character yet
     * @param tokens the tokens that were read since the last such part
     */
    record Text(String text, List<GeneratedToken> tokens) implements ReplyPart {}

    /**
     * Is a call of a tool.
     *
     * @param index how many calls came before in this reply
     * @param name the tool's name
     * @param arguments a JSON object
     */
    record Call(int index, String name, String arguments) implements ReplyPart {}
}
