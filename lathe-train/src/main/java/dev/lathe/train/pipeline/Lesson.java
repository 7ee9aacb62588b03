package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.core.Message;
import dev.lathe.model.tokenizer.ChatTokens;
import dev.lathe.train.data.Conversation;
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
        return new Conversation(turns.stream()
                        .map(turn -> new Conversation.Turn(
                                turn.observation(),
                                turn.reply(),
                                !turn.observation().isEmpty()))
                        .toList())
                .tokens(chat, Integer.MAX_VALUE);
    }
}
