package dev.lathe.rollout;

import dev.lathe.core.Message;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Gives each letter from a to z a token, and each role one that begins its turn; 0 ends a turn. */
final class LetterChat implements ChatTokens {
    static final int END = 0;
    static final int VOCABULARY = 32;
    private static final int ROLES = 27;

    @Override
    public int[] prompt(List<Message> messages) {
        return IntStream.concat(messages.stream().flatMapToInt(LetterChat::turn), IntStream.of(speak()))
                .toArray();
    }

    @Override
    public int[] continuation(List<Message> messages, List<Message> next, boolean ended) {
        IntStream end = ended ? IntStream.empty() : IntStream.of(END);
        return IntStream.concat(end, IntStream.of(prompt(next))).toArray();
    }

    @Override
    public int[] reply(String text) {
        return IntStream.concat(letters(text), IntStream.of(END)).toArray();
    }

    @Override
    public String text(int[] reply) {
        return IntStream.of(reply)
                .filter(token -> token != END)
                .mapToObj(token -> Character.toString('a' + token - 1))
                .reduce("", String::concat);
    }

    @Override
    public Set<Integer> endTokens() {
        return Set.of(END);
    }

    private static IntStream turn(Message message) {
        IntStream begun = IntStream.concat(IntStream.of(ROLES + message.role().ordinal()), letters(message.content()));
        return IntStream.concat(begun, IntStream.of(END));
    }

    private static IntStream letters(String text) {
        return text.chars().map(letter -> letter - 'a' + 1);
    }

    private static int speak() {
        return ROLES + Message.Role.ASSISTANT.ordinal();
    }
}
