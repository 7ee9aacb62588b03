package dev.lathe.model.engine;

import dev.lathe.tensor.RaggedAttention.Span;
import java.util.Arrays;

/**
 * Holds consecutive tokens that one pass adds to the cache for a request.
 *
 * @param request whose tokens they are
 * @param start how many tokens of the conversation come before
 * @param tokens at least one
 * @param draws whether a token is to be drawn after the last
 */
record Run(Request request, int start, int[] tokens, boolean draws) {
    /** Takes prompt tokens from {@code from} on, at most {@code room}. */
    static Run ofPrompt(Request request, int from, int room) {
        int[] prompt = request.prompt();
        int end = Math.min(prompt.length, from + room);
        return new Run(request, from, Arrays.copyOfRange(prompt, from, end), end == prompt.length);
    }

    static Run ofLastToken(Request request) {
        return new Run(request, request.lane().cachedLength(), new int[] {request.lastToken()}, true);
    }

    int end() {
        return start + tokens.length;
    }

    Span span() {
        return new Span(request.lane().slot(), start, tokens.length);
    }

    /** Notes that the tokens are in the cache. */
    void cached() {
        for (int token : tokens) {
            request.lane().cached(token);
        }
    }
}
