package dev.lathe.cli.progress;

import java.time.Duration;

/** Puts states and notes where somebody sees them. Calls never overlap. */
interface Painter {
    /** Returns how often a person or a program wants to hear of a phase that runs. */
    Duration interval();

    /** Shows a phase that has begun. */
    void begin(State state);

    /** Shows a phase that runs. */
    void update(State state);

    /** Shows a phase that has ended. */
    void end(State state);

    /** Shows a line of text. */
    void note(String text);
}
