package dev.lathe.model.constraint;

import org.jspecify.annotations.Nullable;

/** Is a state of a grammar and where its rule returns to; null for the rule of the whole text. */
final class Frame {
    private final int state;
    private final @Nullable Frame parent;
    private final int hash;

    Frame(int state, @Nullable Frame parent) {
        this.state = state;
        this.parent = parent;
        hash = 31 * (parent == null ? 7 : parent.hash) + state;
    }

    int state() {
        return state;
    }

    @Nullable
    Frame parent() {
        return parent;
    }

    @Override
    public boolean equals(Object other) {
        Frame a = this;
        Frame b = other instanceof Frame frame ? frame : null;
        while (a != b) {
            if (a == null || b == null || a.hash != b.hash || a.state != b.state) {
                return false;
            }
            a = a.parent;
            b = b.parent;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
