package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.model.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tokens with their log-probabilities. */
final class TokenText {
    /** Stands for minus infinity, which JSON cannot write. */
    private static final float IMPOSSIBLE = -9999;

    private final Tokenizer tokenizer;

    TokenText(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    String of(int token) {
        return tokenizer.decode(new int[] {token}, false);
    }

    static float finite(float logProb) {
        return Math.max(logProb, IMPOSSIBLE);
    }

    List<ChatAnswer.TokenLogProb> details(List<GeneratedToken> tokens) {
        return tokens.stream().map(this::detail).toList();
    }

    private ChatAnswer.TokenLogProb detail(GeneratedToken token) {
        List<ChatAnswer.TokenLogProb> alternatives = token.alternatives().stream()
                .map(other -> detail(other.id(), other.logProb(), null))
                .toList();
        return detail(token.id(), token.logProb(), alternatives);
    }

    private ChatAnswer.TokenLogProb detail(
            int id, float logProb, @Nullable List<ChatAnswer.TokenLogProb> alternatives) {
        String text = of(id);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] unsigned = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unsigned[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return new ChatAnswer.TokenLogProb(text, finite(logProb), unsigned, alternatives);
    }
}
