package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.Set;

/**
 * Holds a regular expression or a JSON schema, made ready for a vocabulary. What it finds out about positions in a text is kept for all
 * requests that use it. Safe for use by many threads.
 */
public final class Constraint {
    private static final long MOST_BYTES = 32L << 20;

    private final Reader reader;
    private final TokenTrie trie;

    private Constraint(Grammar grammar, int rule, TokenTrie trie) {
        if (!grammar.prune(rule)) {
            throw new UserError("the constraint cannot be met: no text satisfies it");
        }
        reader = new Reader(grammar, rule, MOST_BYTES);
        this.trie = trie;
    }

    /**
     * Allows the texts that a regular expression matches from end to end.
     *
     * @param pattern as RE2 and Java write them; see {@link RegexParser} for what is supported
     * @throws UserError if the pattern is wrong, uses what is not supported, or is too large
     */
    public static Constraint regex(String pattern, ConstraintVocabulary vocabulary) {
        Grammar grammar = new Grammar();
        int rule = grammar.state();
        grammar.accept(grammar.automaton(rule, Utf8.of(RegexParser.whole(pattern))));
        return new Constraint(grammar, rule, vocabulary.trie());
    }

    /**
     * Allows JSON texts that a schema describes; see {@link SchemaCompiler} for which of them, and for what is supported.
     *
     * @param schema the text of a JSON schema
     * @throws UserError if the schema is wrong, uses what is not supported, is too large, or describes nothing
     */
    public static Constraint jsonSchema(String schema, ConstraintVocabulary vocabulary) {
        var compiler = new SchemaCompiler(SchemaText.parse(schema));
        return new Constraint(compiler.grammar(), compiler.root(), vocabulary.trie());
    }

    /**
     * Begins a reply.
     *
     * @param endTokens tokens that end the reply; they may come where the text is complete, and nowhere else
     */
    public TokenConstraint begin(Set<Integer> endTokens) {
        return new TextConstraint(this, endTokens);
    }

    Position start() {
        return reader.start();
    }

    /** Returns the tokens that have text and may come next. */
    MutableBits mask(Position position) {
        MutableBits known = position.mask();
        if (known != null) {
            return known;
        }
        MutableBits found = trie.readable(reader, position);
        position.mask(found);
        reader.keep(found.size() / Byte.SIZE);
        return found;
    }

    /** Returns the position after a token, dead if it cannot come. */
    Position accept(Position position, int token) {
        byte[] bytes = trie.bytes(token);
        Position at = bytes.length == 0 ? Position.DEAD : position;
        for (byte b : bytes) {
            at = reader.step(at, b);
        }
        return at;
    }
}
