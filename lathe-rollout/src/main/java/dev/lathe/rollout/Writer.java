package dev.lathe.rollout;

import dev.lathe.core.TokenSpan;
import java.util.Optional;

/** Writes the replies of an episode. */
interface Writer {
    /**
     * Holds a reply.
     *
     * @param ended whether its last token ends the turn
     */
    record Written(TokenSpan span, boolean ended) {}

    /**
     * Returns the reply of a turn, or nothing if there is no room for it.
     *
     * @param turn its number, from 0
     * @param tokens the conversation so far
     */
    Optional<Written> write(int turn, TokenBuffer tokens);
}
