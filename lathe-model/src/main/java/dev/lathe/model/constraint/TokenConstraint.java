package dev.lathe.model.constraint;

/** Says which tokens may come next in one reply. It follows the reply token by token; one thread at a time. */
public interface TokenConstraint {
    /**
     * Removes the tokens that must not come next.
     *
     * @param allowed one bit a token of the vocabulary; bits that are not set stay so
     */
    void mask(MutableBits allowed);

    /**
     * Takes the token that was chosen.
     *
     * @throws IllegalArgumentException if it was not allowed
     */
    void accept(int token);

    /** Says whether the reply may end here. */
    boolean complete();
}
