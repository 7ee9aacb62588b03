package dev.lathe.model.tokenizer;

import dev.lathe.core.Message;
import java.util.List;
import java.util.Set;

/**
 * Turns conversations into tokens piece by piece, so that what a model wrote is never tokenised again: prompt, reply, continuation,
 * reply, continuation.
 */
public interface ChatTokens {
    /** Returns the tokens of a conversation up to where the assistant is to speak. */
    int[] prompt(List<Message> messages);

    /**
     * Returns the tokens between the end of the assistant's newest reply and where it is to speak again.
     *
     * @param messages everything up to and including the newest reply
     * @param next what came after it
     * @param ended whether the reply's own tokens end with the token that ends a turn
     */
    int[] continuation(List<Message> messages, List<Message> next, boolean ended);

    /** Returns the tokens that a model writes for a reply, the token that ends its turn included. */
    int[] reply(String text);

    /** Returns the text of a reply without the token that ends it. */
    String text(int[] reply);

    /** Returns the tokens that end a turn of the assistant. */
    Set<Integer> stopTokens();
}
