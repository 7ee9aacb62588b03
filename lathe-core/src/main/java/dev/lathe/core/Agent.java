package dev.lathe.core;

import java.util.List;

/** Decides what to say next. */
@FunctionalInterface
public interface Agent {
    /**
     * Returns the next reply.
     *
     * @param conversation everything said so far, ending with what is to be answered
     */
    String reply(List<Message> conversation);
}
