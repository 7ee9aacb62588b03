package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import dev.lathe.model.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds out which bytes each token of a tokenizer stands for. */
final class TokenBytes {
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

    /** How SentencePiece writes a space. */
    private static final char SPACE = '\u2581';

    private static final int[] BYTE_OF_CHARACTER = byteOfCharacter();

    private TokenBytes() {}

    /**
     * Returns the bytes of each token; none for special tokens, which are no text.
     *
     * @throws UserError if the tokens are no pieces of text, as where a rule sets the spaces between words
     */
    static List<byte[]> of(Tokenizer tokenizer) {
        JsonNode root = JsonMapper.shared().readTree(tokenizer.json());
        Set<String> decoders = new HashSet<>();
        collectTypes(root.path("decoder"), decoders);
        boolean byteLevel = decoders.contains("ByteLevel");
        if (!byteLevel && !decoders.contains("ByteFallback") && !decoders.contains("Metaspace")) {
            throw new UserError("constrained output needs a tokenizer whose tokens are pieces of text (byte-level or"
                    + " SentencePiece); this one decodes by " + (decoders.isEmpty() ? "nothing" : decoders));
        }
        List<byte[]> bytes = new ArrayList<>(Collections.nCopies(tokenizer.vocabSize(), new byte[0]));
        JsonNode pieces = root.path("model").path("vocab");
        if (pieces.isArray()) {
            for (int id = 0; id < pieces.size(); id++) {
                bytes.set(id, ofPiece(pieces.get(id).path(0).asString()));
            }
        } else {
            pieces.properties().forEach(entry -> {
                String token = entry.getKey();
                bytes.set(entry.getValue().asInt(), byteLevel ? ofByteLevel(token) : ofPiece(token));
            });
        }
        for (JsonNode added : root.path("added_tokens")) {
            String text = added.path("special").asBoolean()
                    ? ""
                    : added.path("content").asString();
            bytes.set(added.path("id").asInt(), text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    private static void collectTypes(JsonNode decoder, Set<String> types) {
        if (decoder.has("decoders")) {
            decoder.get("decoders").forEach(part -> collectTypes(part, types));
        } else if (decoder.has("type")) {
            types.add(decoder.get("type").asString());
        }
    }

    private static byte[] ofPiece(String piece) {
        return BYTE.matcher(piece).matches()
                ? new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)}
                : piece.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ofByteLevel(String token) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < token.length(); i++) {
            char character = token.charAt(i);
            int b = character < BYTE_OF_CHARACTER.length ? BYTE_OF_CHARACTER[character] : -1;
            if (b < 0) {
                // not written in GPT-2's alphabet: no text comes of it
                return new byte[0];
            }
            bytes.write(b);
        }
        return bytes.toByteArray();
    }

    /** Inverts GPT-2's alphabet: printable bytes stand for themselves, the others for the characters from 256 on. */
    private static int[] byteOfCharacter() {
        int[] bytes = new int[512];
        Arrays.fill(bytes, -1);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            bytes[printable ? b : next++] = b;
        }
        return bytes;
    }
}
