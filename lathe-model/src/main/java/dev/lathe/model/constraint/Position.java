package dev.lathe.model.constraint;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is a place in a text, as far as it matters for what may follow: every way in which a grammar could have read the text so far. */
final class Position {
    /** Is where no text goes on. */
    static final Position DEAD = new Position(Set.of(), false, 256);

    private final Set<Frame> frames;
    private final boolean complete;
    private final @Nullable Position[] next;
    private volatile @Nullable MutableBits mask;

    Position(Set<Frame> frames, boolean complete, int byteClasses) {
        this.frames = frames;
        this.complete = complete;
        next = new @Nullable Position[byteClasses];
    }

    Set<Frame> frames() {
        return frames;
    }

    /** Says whether the text may end here. */
    boolean complete() {
        return complete;
    }

    /** Says whether no text goes on from here, nor ends. */
    boolean dead() {
        return frames.isEmpty();
    }

    /** Returns the position after a byte of a class, if it is known. Threads may work out the same one twice, which does no harm. */
    @Nullable
    Position next(int byteClass) {
        return next[byteClass];
    }

    void next(int byteClass, Position position) {
        next[byteClass] = position;
    }

    /** Returns the tokens that may come next, if they are known. */
    @Nullable
    MutableBits mask() {
        return mask;
    }

    void mask(MutableBits tokens) {
        mask = tokens;
    }
}
