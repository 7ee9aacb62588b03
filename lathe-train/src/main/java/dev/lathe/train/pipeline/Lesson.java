package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.core.Message;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a conversation to be imitated, turn by turn.
 *
 * @param turns what was seen and what was answered
 */
public record Lesson(List<Turn> turns) {
    /**
     * Holds one turn.
     *
     * @param observation the messages that came; none where the lesson begins with a reply
     * @param reply what was answered
     */
    public record Turn(List<Message> observation, String reply) {}

    /** Returns the tokens of the conversation as an episode would have them; all replies are to be learned but one that answers nothing. */
    Demonstration tokens(ChatTokens chat) {
        TokenList tokens = new TokenList();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            int[] observed =
                    i == 0 ? chat.prompt(turn.observation()) : chat.continuation(messages, turn.observation(), true);
            if (i > 0) {
                messages.add(Message.assistant(turns.get(i - 1).reply()));
            }
            tokens.add(observed, false);
            tokens.add(chat.reply(turn.reply()), !turn.observation().isEmpty());
            messages.addAll(turn.observation());
        }
        return tokens.demonstration();
    }
}
