package dev.lathe.model.tokenizer;

import dev.lathe.core.Message;
import java.util.List;
import java.util.Set;

/**
 * Turns a conversation into tokens piece by piece, so that what a model wrote is never tokenised again: prompt, reply, continuation,
 * reply, continuation.
 */
public interface ChatTokens {
    /** Returns the tokens of a conversation up to where the assistant is to speak. */
    int[] prompt(List<Message> messages);

    /**
     * Returns the tokens between the end of the assistant's newest reply and where it is to speak again; if nothing follows, those
     * that close its turn.
     *
     * @param before the conversation up to what the reply answered
     * @param next what came back since
     * @param ended whether the reply's own tokens end with one of {@link #endTokens}; it is not repeated then
     */
    int[] continuation(List<Message> before, List<Message> next, boolean ended);

    /** Returns the tokens that a model writes for a reply, the token that ends its turn included. */
    int[] reply(String text);

    /** Returns the text of a reply without special tokens. */
    String text(int[] reply);

    /** Returns the tokens of which any one ends the assistant's turn. */
    Set<Integer> endTokens();
}
