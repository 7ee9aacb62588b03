package dev.lathe.verify.math;

import dev.lathe.verify.math.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Walks over the tokens of a formula, and knows which brackets hold a list. */
final class Tokens {
    private static final int MAX_DEPTH = 120;

    private final List<Token> tokens;
    private final BitSet lists;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = new ArrayList<>(tokens);
        lists = lists(tokens);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    void back() {
        at--;
    }

    boolean skip(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String sign) {
        if (!skip(sign)) {
            throw new Unreadable("expected " + sign);
        }
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /** Returns whether the bracket that comes next holds elements with commas between them. */
    boolean opensList() {
        return lists.get(at);
    }

    /** Replaces the number that comes next by what is left of it; its first digit was read apart, as LaTeX does in {@code \frac12}. */
    void leave(String rest) {
        tokens.set(at, new Token(Kind.NUMBER, rest));
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new Unreadable("too deep");
        }
    }

    void leave() {
        depth--;
    }

    private static BitSet lists(List<Token> tokens) {
        BitSet lists = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.SIGN) {
                switch (tokens.get(i).text()) {
                    case "(", "[", "\\{", "{" -> open.push(i);
                    case ")", "]", "\\}", "}" -> open.poll();
                    case ",", ";" -> {
                        if (!open.isEmpty()) {
                            lists.set(open.peek());
                        }
                    }
                    default -> {}
                }
            }
        }
        return lists;
    }
}
