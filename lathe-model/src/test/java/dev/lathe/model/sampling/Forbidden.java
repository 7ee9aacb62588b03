package dev.lathe.model.sampling;

import dev.lathe.model.constraint.MutableBits;
import dev.lathe.model.constraint.TokenConstraint;
import java.util.List;

/** Forbids the same tokens at every place. */
record Forbidden(List<Integer> tokens) implements TokenConstraint {
    @Override
    public void mask(MutableBits allowed) {
        tokens.forEach(allowed::clear);
    }

    @Override
    public void accept(int token) {
        if (tokens.contains(token)) {
            throw new IllegalArgumentException("forbidden: " + token);
        }
    }

    @Override
    public boolean complete() {
        return false;
    }
}
