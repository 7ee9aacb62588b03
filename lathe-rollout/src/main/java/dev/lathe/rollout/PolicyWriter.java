package dev.lathe.rollout;

import dev.lathe.core.Seeds;
import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.Optional;

/** Lets the policy write, as far as its conversation has room. */
record PolicyWriter(Conversation conversation, ChatTokens chat, EpisodeLimits limits, long seed) implements Writer {
    @Override
    public Optional<Written> write(int turn, TokenBuffer tokens) {
        int room = conversation.capacity() - tokens.length();
        if (room < 1) {
            return Optional.empty();
        }
        Completion completion = conversation.generate(tokens.toArray(), sampling(turn, room));
        return Optional.of(new Written(completion.drawn(), completion.finish() == Completion.FinishReason.STOP));
    }

    private Sampling sampling(int turn, int room) {
        return Sampling.of(limits.temperature(), Math.min(room, limits.turnTokens()), Seeds.of(seed, turn))
                .withStopTokens(chat.endTokens());
    }
}
