package dev.lathe.model.tokenizer;

import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives the tokens of a conversation piece by piece, so that what a model wrote is never tokenised again: the prompt, then after each of its
 * turns the tokens up to its next. Their sequence is that of the rendered conversation.
 */
public final class ConversationTokens implements ChatTokens {
    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final Set<Integer> endTokens;
    private final int closing;

    /**
     * Joins a tokenizer and a template.
     *
     * @param endTokens tokens known to end a turn; the one that the template puts behind an assistant's words is added
     */
    public ConversationTokens(Tokenizer tokenizer, ChatTemplate template, Collection<Integer> endTokens) {
        this.tokenizer = tokenizer;
        this.template = template;
        Set<Integer> ends = new TreeSet<>(endTokens);
        this.closing = Arrays.stream(tokenizer.encode(afterReply(List.of(Message.user("x")), List.of())))
                .filter(token -> tokenizer.specialTokens().contains(tokenizer.token(token)))
                .findFirst()
                .orElseThrow(() -> new UserError("the chat template ends no turn with a special token"));
        ends.add(closing);
        this.endTokens = Collections.unmodifiableSet(ends);
    }

    /** Returns the tokens of which any one ends the model's turn. */
    @Override
    public Set<Integer> endTokens() {
        return endTokens;
    }

    /**
     * Returns the tokens up to the model's first turn.
     *
     * @throws UserError if the template refuses the conversation
     */
    @Override
    public int[] prompt(List<Message> messages) {
        return tokenizer.encode(template.render(messages, true));
    }

    /**
     * Returns the tokens between the last that the model wrote and its next turn; if nothing follows, those that close its turn.
     *
     * @param before the conversation up to what the model answered just now
     * @param next what came back since
     * @param ended whether the model's last token was one of {@link #endTokens}; it is not repeated then
     * @throws UserError if the template refuses the conversation
     */
    @Override
    public int[] continuation(List<Message> before, List<Message> next, boolean ended) {
        int[] tokens = tokenizer.encode(afterReply(before, next));
        return ended ? withoutLeadingEnd(tokens) : tokens;
    }

    @Override
    public int[] reply(String text) {
        int[] words = tokenizer.encode(text);
        int[] tokens = Arrays.copyOf(words, words.length + 1);
        tokens[words.length] = closing;
        return tokens;
    }

    @Override
    public String text(int[] reply) {
        return tokenizer.decode(reply, true);
    }

    /** Renders the conversation with a mark in place of the model's words and returns what follows the mark. */
    private String afterReply(List<Message> before, List<Message> next) {
        List<Message> conversation = new ArrayList<>(before);
        conversation.addAll(next);
        String mark = unusedMark(conversation);
        conversation.add(before.size(), Message.assistant(mark));
        String rendered = template.render(conversation, !next.isEmpty());
        int at = rendered.lastIndexOf(mark);
        if (at < 0) {
            throw new UserError("the chat template leaves out what the assistant says");
        }
        return rendered.substring(at + mark.length());
    }

    private static String unusedMark(List<Message> conversation) {
        var mark = new StringBuilder("\uE000reply\uE001");
        while (conversation.stream().anyMatch(message -> message.content().contains(mark))) {
            mark.append('\uE001');
        }
        return mark.toString();
    }

    private int[] withoutLeadingEnd(int[] tokens) {
        for (int i = 0; i < tokens.length; i++) {
            if (endTokens.contains(tokens[i])) {
                return Arrays.copyOfRange(tokens, i + 1, tokens.length);
            }
            if (!tokenizer.decode(new int[] {tokens[i]}, false).isBlank()) {
                break;
            }
        }
        return tokens;
    }
}
