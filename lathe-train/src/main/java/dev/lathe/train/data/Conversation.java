package dev.lathe.train.data;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.core.Message;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds a conversation to learn from, turn by turn.
 *
 * @param turns what was seen and what was answered
 */
public record Conversation(List<Turn> turns) {
    /**
     * Holds one turn.
     *
     * @param seen the messages that came
     * @param reply what was answered
     * @param learned whether the reply is to be imitated
     */
    public record Turn(List<Message> seen, String reply, boolean learned) {}

    /** Returns the same conversation, of which the last reply alone is learned. */
    Conversation lastLearned() {
        List<Turn> changed = new ArrayList<>();
        for (Turn turn : turns) {
            changed.add(new Turn(turn.seen(), turn.reply(), changed.size() == turns.size() - 1));
        }
        return new Conversation(changed);
    }

    /** Returns the tokens of the conversation up to some number, as an episode would have them. */
    public Demonstration tokens(ChatTokens chat, int maxTokens) {
        List<int[]> parts = new ArrayList<>();
        List<Boolean> learned = new ArrayList<>();
        List<Message> before = new ArrayList<>();
        for (Turn turn : turns) {
            boolean first = parts.isEmpty();
            parts.add(first ? chat.prompt(turn.seen()) : chat.continuation(withoutLast(before), turn.seen(), true));
            learned.add(false);
            parts.add(chat.reply(turn.reply()));
            learned.add(turn.learned());
            before.addAll(turn.seen());
            before.add(Message.assistant(turn.reply()));
        }
        return join(parts, learned, maxTokens);
    }

    private static List<Message> withoutLast(List<Message> messages) {
        return messages.subList(0, messages.size() - 1);
    }

    static Demonstration join(List<int[]> parts, List<Boolean> learned, int maxTokens) {
        int[] tokens =
                parts.stream().flatMapToInt(Arrays::stream).limit(maxTokens).toArray();
        int[] positions = new int[tokens.length];
        int count = 0;
        int start = 0;
        for (int part = 0; part < parts.size(); part++) {
            int end = start + parts.get(part).length;
            for (int at = Math.max(1, start); learned.get(part) && at < Math.min(end, tokens.length); at++) {
                positions[count++] = at;
            }
            start = end;
        }
        return new Demonstration(tokens, Arrays.copyOf(positions, count));
    }
}
