package dev.lathe.model.tokenizer;

import java.util.Arrays;

/** Decodes one token at a time. A character whose bytes are spread over several tokens appears with the last of them. */
public final class TokenStream {
    /** What an incomplete character decodes to. */
    private static final String INCOMPLETE = "\uFFFD";

    /** A character has at most four bytes; whoever waits longer waits for bytes that are no text. */
    private static final int LONGEST_WAIT = 4;

    private final Tokenizer tokenizer;

    /** Tokens before the next that decide how it is joined to them. */
    private static final int CONTEXT = 8;

    /** The last tokens already shown, then those that are not. */
    private int[] window = {};

    private int shown;

    TokenStream(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Takes a token and returns the text that it completes, often none or one word; special tokens are kept. */
    public String next(int token) {
        window = Arrays.copyOf(window, window.length + 1);
        window[window.length - 1] = token;
        String text = pending();
        if (text.endsWith(INCOMPLETE) && window.length - shown < LONGEST_WAIT) {
            return "";
        }
        window = Arrays.copyOfRange(window, Math.max(0, window.length - CONTEXT), window.length);
        shown = window.length;
        return text;
    }

    /** Returns what is left when no more tokens come: an incomplete character as U+FFFD, or nothing. */
    public String rest() {
        String text = pending();
        shown = window.length;
        return text;
    }

    private String pending() {
        String before = tokenizer.decode(Arrays.copyOf(window, shown), false);
        String all = tokenizer.decode(window, false);
        return all.substring(Math.min(before.length(), all.length()));
    }
}
