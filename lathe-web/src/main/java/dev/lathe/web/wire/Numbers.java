package dev.lathe.web.wire;

import dev.lathe.serve.http.Check;

/** Reads numbers that stand in a URL. */
final class Numbers {
    private Numbers() {}

    /** Returns a whole number, which must fit into 32 bits. */
    static int whole(String param, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw Check.invalid(param, "expected an integer");
        }
    }
}
