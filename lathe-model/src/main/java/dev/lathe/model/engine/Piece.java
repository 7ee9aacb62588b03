package dev.lathe.model.engine;

/**
 * Is what one pass computes of a sequence.
 *
 * @param sequence whose tokens they are
 * @param start the first token
 * @param count how many tokens, at least one
 */
record Piece(Sequence sequence, int start, int count) {
    int end() {
        return start + count;
    }
}
