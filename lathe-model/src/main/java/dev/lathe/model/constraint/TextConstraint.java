package dev.lathe.model.constraint;

import java.util.Set;

/** Follows one reply through a constraint. */
final class TextConstraint implements TokenConstraint {
    private final Constraint constraint;
    private final Set<Integer> endTokens;
    private Position position;
    private boolean ended;

    TextConstraint(Constraint constraint, Set<Integer> endTokens) {
        this.constraint = constraint;
        this.endTokens = Set.copyOf(endTokens);
        position = constraint.start();
    }

    @Override
    public void mask(MutableBits allowed) {
        boolean mayEnd = ended || position.complete();
        int[] ends = endTokens.stream()
                .filter(token -> mayEnd && token < allowed.size() && allowed.get(token))
                .mapToInt(Integer::intValue)
                .toArray();
        allowed.and(ended ? new MutableBits(0) : constraint.mask(position));
        endTokens.stream().filter(token -> token < allowed.size()).forEach(allowed::clear);
        for (int token : ends) {
            allowed.set(token);
        }
    }

    @Override
    public void accept(int token) {
        if (endTokens.contains(token)) {
            requireAllowed(token, ended || position.complete());
            ended = true;
            return;
        }
        Position next = constraint.accept(position, token);
        requireAllowed(token, !ended && !next.dead());
        position = next;
    }

    private static void requireAllowed(int token, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("the constraint does not allow token " + token + " here");
        }
    }

    @Override
    public boolean complete() {
        return ended || position.complete();
    }
}
