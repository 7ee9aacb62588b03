package dev.lathe.serve.reply;

import dev.lathe.model.tokenizer.TokenStream;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.tools.ToolFormat;

/** Decodes one token at a time what a reader is to see. Special tokens are for the template, but for the one that begins calls. */
public final class VisibleText {
    private final Tokenizer tokenizer;
    private final TokenStream stream;

    public VisibleText(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        stream = tokenizer.stream();
    }

    /** Takes a token and returns the text that it completes, perhaps none. */
    public String next(int token) {
        String written = tokenizer.token(token);
        boolean mark = tokenizer.specialTokens().contains(written) && !written.equals(ToolFormat.PYTHON_TAG);
        return mark ? "" : stream.next(token);
    }

    /** Returns what is left when no more tokens come. */
    String rest() {
        return stream.rest();
    }
}
