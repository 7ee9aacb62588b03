package dev.lathe.verify.math;

/**
 * Holds one piece of a formula.
 *
 * @param kind what it is
 * @param text a number, a letter, the name of a command without its backslash, a text, or a sign
 */
record Token(Kind kind, String text) {
    /** Says what a token is. */
    enum Kind {
        NUMBER,
        LETTER,
        COMMAND,
        TEXT,
        SIGN,
        END
    }

    static final Token END = new Token(Kind.END, "");

    static Token sign(String text) {
        return new Token(Kind.SIGN, text);
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isCommand(String name) {
        return kind == Kind.COMMAND && text.equals(name);
    }
}
