package dev.lathe.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.lathe.core.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Turns text into tokens and back, as a Hugging Face tokenizer.json says. Safe for use by many threads. Its native memory is freed when
 * nothing refers to it any more.
 */
public final class Tokenizer {
    static {
        // read by the library's first class; nothing here may ever look at the network
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private static final Cleaner CLEANER = Cleaner.create();
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

    private final String json;
    private final Vocabulary vocabulary;
    private final HuggingFaceTokenizer library;

    private Tokenizer(String json, String source) {
        this.json = json;
        this.vocabulary = Vocabulary.of(json, source);
        this.library = load(json, source);
        HuggingFaceTokenizer owned = library;
        CLEANER.register(this, owned::close);
    }

    private static HuggingFaceTokenizer load(String json, String source) {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), OPTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new UserError("%s: not a usable tokenizer: %s".formatted(source, e.getMessage()), e);
        }
    }

    /**
     * Reads a tokenizer.json.
     *
     * @throws UserError if the file is missing or is no tokenizer
     */
    public static Tokenizer ofJson(Path file) {
        try {
            return new Tokenizer(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /**
     * Takes the text of a tokenizer.json.
     *
     * @throws UserError if it describes no tokenizer
     */
    public static Tokenizer ofJson(String json) {
        return ofJson(json, "tokenizer");
    }

    /**
     * Takes the text of a tokenizer.json.
     *
     * @param source where it comes from, for errors
     * @throws UserError if it describes no tokenizer
     */
    public static Tokenizer ofJson(String json, String source) {
        return new Tokenizer(json, source);
    }

    /** Returns the text of the tokenizer.json. */
    public String json() {
        return json;
    }

    /** Returns the tokens of a text. Special tokens written in the text are recognised; none is added. */
    public int[] encode(String text) {
        TokenizersLibrary jni = TokenizersLibrary.LIB;
        // the library's own encode also makes strings and spans of every token, which takes longer than tokenising
        long encoding = jni.encode(library.getHandle(), wellFormed(text), false);
        try {
            return Arrays.stream(jni.getTokenIds(encoding))
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } finally {
            jni.deleteEncoding(encoding);
        }
    }

    /** Replaces surrogates that stand alone, which no UTF-8 text can hold. */
    private static String wellFormed(String text) {
        boolean alone = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        if (!alone) {
            return text;
        }
        return text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Returns the text of some tokens. Bytes that are no whole character, as at the edge of a span, become U+FFFD; use {@link #stream()}
     * to decode token by token.
     *
     * @param skipSpecialTokens whether special tokens leave no text
     */
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        return library.decode(Arrays.stream(tokens).asLongStream().toArray(), skipSpecialTokens);
    }

    /** Returns a decoder that takes one token at a time and never splits a character. */
    public TokenStream stream() {
        return new TokenStream(this);
    }

    /** Returns the id of a token, given as the vocabulary writes it. */
    public OptionalInt idOf(String token) {
        return vocabulary.idOf(token);
    }

    /**
     * Returns a token as the vocabulary writes it.
     *
     * @throws IllegalArgumentException if no token has this id
     */
    public String token(int id) {
        return vocabulary.token(id);
    }

    /** Returns the special tokens, such as those that open and close a turn. */
    public Set<String> specialTokens() {
        return vocabulary.special();
    }

    /** Returns the largest id plus one. */
    public int vocabSize() {
        return vocabulary.size();
    }
}
