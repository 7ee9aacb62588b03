package dev.lathe.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Reads llama2.c's tokenizer: pieces with scores, of which the best pair of neighbours is merged until none is left. */
final class StoriesTokenizer {
    private final List<String> pieces = new ArrayList<>();
    private final List<Float> scores = new ArrayList<>();

    private StoriesTokenizer() {}

    static StoriesTokenizer read() {
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(SharedModels.STORIES.resolve("tok512.bin")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            var tokenizer = new StoriesTokenizer();
            file.getInt();
            while (file.hasRemaining()) {
                tokenizer.scores.add(file.getFloat());
                byte[] piece = new byte[file.getInt()];
                file.get(piece);
                tokenizer.pieces.add(new String(piece, StandardCharsets.UTF_8));
            }
            return tokenizer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the tokens of a text in ASCII, without the one that begins every text. */
    List<Integer> encode(String text) {
        List<Integer> tokens = new ArrayList<>();
        for (char character : (" " + text).toCharArray()) {
            tokens.add(pieces.indexOf(String.valueOf(character)));
        }
        int best = bestPair(tokens);
        while (best >= 0) {
            tokens.set(best, merged(tokens, best));
            tokens.remove(best + 1);
            best = bestPair(tokens);
        }
        return tokens;
    }

    String decode(List<Integer> tokens) {
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(bytes(pieces.get(token)));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int bestPair(List<Integer> tokens) {
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            int merged = merged(tokens, i);
            if (merged >= 0 && scores.get(merged) > highest) {
                highest = scores.get(merged);
                best = i;
            }
        }
        return best;
    }

    private int merged(List<Integer> tokens, int index) {
        return pieces.indexOf(pieces.get(tokens.get(index)) + pieces.get(tokens.get(index + 1)));
    }

    private static byte[] bytes(String piece) {
        return piece.matches("<0x[0-9A-F]{2}>")
                ? new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)}
                : piece.getBytes(StandardCharsets.UTF_8);
    }
}
