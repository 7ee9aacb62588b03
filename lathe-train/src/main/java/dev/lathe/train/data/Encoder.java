package dev.lathe.train.data;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.TurnMask;
import dev.lathe.algorithm.preference.Pair;
import dev.lathe.model.tokenizer.ChatTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Turns rows into tokens of a model.
 *
 * @param chat conversations as its tokens
 * @param tokenizer texts as its tokens
 * @param end the token behind a text
 * @param maxTokens tokens after which a row is cut off
 */
public record Encoder(ChatTokens chat, Tokenizer tokenizer, int end, int maxTokens) {
    /**
     * Holds a judged answer.
     *
     * @param answer the answer behind its prompt
     * @param desirable whether it is good
     */
    public record Judged(Demonstration answer, boolean desirable) {}

    /**
     * Holds two conversations of which one was preferred.
     *
     * @param pair the last answers of both
     * @param margin by how much, 0 where the row does not say
     */
    public record Preferred(Pair pair, double margin) {}

    /**
     * Reads a row to be imitated: {@code text}, all of which is learned, or a conversation, of which the replies are. Of a preference, the
     * better side is.
     */
    public Demonstration imitated(Row row, TurnMask mask) {
        if (row.has("text")) {
            int[] words = tokenizer.encode(row.text("text"));
            return some(row, Conversation.join(List.of(words, new int[] {end}), List.of(true, true), maxTokens));
        }
        Conversation conversation = row.has("chosen") ? Shapes.side(row, "chosen") : Shapes.conversation(row, mask);
        return some(row, conversation.tokens(chat, maxTokens));
    }

    /** Reads a row with {@code chosen} and {@code rejected}, and {@code margin} if it has one. */
    public Preferred preferred(Row row) {
        Demonstration chosen = some(row, Shapes.side(row, "chosen").tokens(chat, maxTokens));
        Demonstration rejected = some(row, Shapes.side(row, "rejected").tokens(chat, maxTokens));
        JsonNode margin = row.find("margin");
        return new Preferred(new Pair(chosen, rejected, null), margin == null ? 0 : margin.asDouble(0));
    }

    /** Reads a row with a prompt, a completion and a {@code label}: true where the completion is good. */
    public Judged judged(Row row) {
        JsonNode label = row.require("label");
        if (!label.isBoolean()) {
            throw row.error("key 'label' must be true or false");
        }
        TurnMask all = new TurnMask(false, false);
        return new Judged(
                some(row, Shapes.conversation(row, all).lastLearned().tokens(chat, maxTokens)), label.asBoolean());
    }

    /** Reads what stands before the first reply of a row. */
    public int[] prompt(Row row) {
        Conversation conversation =
                row.has("chosen") ? Shapes.side(row, "chosen") : Shapes.conversation(row, new TurnMask(false, false));
        int[] prompt = chat.prompt(conversation.turns().getFirst().seen());
        if (prompt.length >= maxTokens) {
            throw row.error("the prompt has %d tokens, and data.max_tokens is %d".formatted(prompt.length, maxTokens));
        }
        return prompt;
    }

    private Demonstration some(Row row, Demonstration demonstration) {
        if (demonstration.positions().length == 0) {
            throw row.error("nothing is left to learn within data.max_tokens, which is " + maxTokens);
        }
        return demonstration;
    }
}
