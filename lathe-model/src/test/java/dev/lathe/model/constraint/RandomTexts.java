package dev.lathe.model.constraint;

import dev.lathe.model.sampling.Sampling;
import dev.lathe.model.sampling.SamplingState;
import dev.lathe.model.sampling.TokenSampler;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes texts under constraints from random logits, with a vocabulary of all bytes and some longer pieces. */
final class RandomTexts {
    static final List<byte[]> TOKENS = tokens();
    static final int END = TOKENS.size() - 1;
    static final ConstraintVocabulary VOCABULARY = ConstraintVocabulary.ofBytes(TOKENS);

    private static final int LONGEST = 400;

    private RandomTexts() {}

    private static List<byte[]> tokens() {
        List<byte[]> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        for (String piece : List.of(
                "\":", "\": ", "\",", "\", \"", "{\"", "\"}", "}}", "]}", "[[", "[]", "{}", "],", "},", "\n  ", "  ",
                "true", "false", "null", "name", "value", " the", "the ", "12", "-1", "0.", "99", "é", "漢", "漢字", "😀",
                "\\n", "\\u00", "\\\"", "ab", "abc", "1,2", ", ", "\"a\"", "\"b", "a\":", "foo", "bar", "x", "e1", ".5",
                "00", "a\"", "b\"", "1}", "1]", "\"]")) {
            tokens.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] piece = new byte[2 + random.nextInt(4)];
            for (int j = 0; j < piece.length; j++) {
                piece[j] = (byte) (' ' + random.nextInt(95));
            }
            tokens.add(piece);
        }
        tokens.add(new byte[0]);
        return tokens;
    }

    /** Writes one text, or returns null if it did not end. The longer it gets, the more likely it is to end where it may. */
    static @Nullable String write(Constraint constraint, long seed) {
        Random random = new Random(seed);
        TokenConstraint reply = constraint.begin(Set.of(END));
        var state = new SamplingState(Sampling.of(1, LONGEST, seed), new int[0], reply);
        var sampler = new TokenSampler(TOKENS.size());
        float[] bias = logits(random, 2);
        float[] logits = new float[bias.length];
        var bytes = new ByteArrayOutputStream();
        for (int length = 0; length < LONGEST; length++) {
            for (int i = 0; i < logits.length; i++) {
                logits[i] = bias[i] + (float) random.nextGaussian();
            }
            logits[END] += length / 10f;
            for (byte closing : new byte[] {'"', ']', '}'}) {
                logits[closing] += length / 20f;
            }
            int token = sampler.sample(MemorySegment.ofArray(logits), 0, state).token();
            if (token == END) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            bytes.writeBytes(TOKENS.get(token));
        }
        return null;
    }

    private static float[] logits(Random random, double spread) {
        float[] logits = new float[TOKENS.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (random.nextGaussian() * spread);
        }
        return logits;
    }
}
