package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.List;

/** Holds what constraints need to know of a tokenizer. Made once for a model; safe for use by many threads. */
public final class ConstraintVocabulary {
    private final TokenTrie trie;

    private ConstraintVocabulary(TokenTrie trie) {
        this.trie = trie;
    }

    /**
     * Reads the bytes of every token.
     *
     * @throws UserError if the tokens are no pieces of text, as where a rule sets the spaces between words
     */
    public static ConstraintVocabulary of(Tokenizer tokenizer) {
        return ofBytes(TokenBytes.of(tokenizer));
    }

    /** Takes the bytes of every token; none for tokens that are no text. */
    static ConstraintVocabulary ofBytes(List<byte[]> tokens) {
        return new ConstraintVocabulary(new TokenTrie(tokens));
    }

    TokenTrie trie() {
        return trie;
    }
}
