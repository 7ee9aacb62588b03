package dev.lathe.shop.search;

import dev.lathe.shop.Language;

/**
 * Chooses what the terms of an index are, by which texts and questions are compared.
 *
 * @param english the terms of English texts
 * @param chinese the terms of Chinese texts
 */
public record Analysis(English english, Chinese chinese) {
    /** Stems of English words, and pairs of Chinese characters. */
    public static final Analysis USUAL = new Analysis(English.STEMS, Chinese.PAIRS);

    /** Terms of English texts; case and the commonest words do not count. */
    public enum English {
        /** Words without their endings. */
        STEMS,
        /** Words as they are written. */
        WORDS
    }

    /** Terms of Chinese texts. */
    public enum Chinese {
        /** Each two neighboring characters. */
        PAIRS,
        /** Words of a dictionary, into which a hidden Markov model divides a text; names that it has not fall into characters. */
        WORDS,
        /** Each character. */
        CHARACTERS
    }

    /** Returns whether terms reach over the border of two words that are written without a space between them. */
    boolean joinsWords(Language language) {
        return language == Language.ZH && chinese == Chinese.PAIRS;
    }
}
