package dev.lathe.rollout;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.TokenSpan;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gives replies that are known before; what a policy says of their tokens is not, so that their log-probabilities are NaN. */
record Script(List<String> replies, ChatTokens chat, PolicyVersion version) implements Writer {
    @Override
    public Optional<Written> write(int turn, TokenBuffer tokens) {
        if (turn >= replies.size()) {
            return Optional.empty();
        }
        int[] reply = chat.reply(replies.get(turn));
        float[] unknown = new float[reply.length];
        Arrays.fill(unknown, Float.NaN);
        return Optional.of(new Written(TokenSpan.model(reply, unknown, version), true));
    }

    /** Returns a writer that goes on where the script ends. */
    Writer then(Writer next) {
        return (turn, tokens) -> turn < replies.size() ? write(turn, tokens) : next.write(turn, tokens);
    }
}
