package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the log-probabilities of a completion. */
final class CompletionLogProbs {
    private final TokenText tokenText;
    private final List<String> tokens = new ArrayList<>();
    private final List<@Nullable Float> logProbs = new ArrayList<>();
    private final List<@Nullable Map<String, Float>> top = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int offset;

    /** Begins at a place in the text of the answer. */
    CompletionLogProbs(TokenText tokenText, int offset) {
        this.tokenText = tokenText;
        this.offset = offset;
    }

    /**
     * Adds a prompt.
     *
     * @param promptLogProbs of all tokens but the first
     */
    void addPrompt(int[] prompt, float[] promptLogProbs) {
        for (int i = 0; i < prompt.length; i++) {
            add(tokenText.of(prompt[i]), i == 0 ? null : TokenText.finite(promptLogProbs[i - 1]), null);
        }
    }

    void add(List<GeneratedToken> read) {
        for (GeneratedToken token : read) {
            Map<String, Float> alternatives = new LinkedHashMap<>();
            token.alternatives()
                    .forEach(other ->
                            alternatives.putIfAbsent(tokenText.of(other.id()), TokenText.finite(other.logProb())));
            alternatives.putIfAbsent(tokenText.of(token.id()), TokenText.finite(token.logProb()));
            add(tokenText.of(token.id()), TokenText.finite(token.logProb()), alternatives);
        }
    }

    private void add(String text, @Nullable Float logProb, @Nullable Map<String, Float> alternatives) {
        tokens.add(text);
        logProbs.add(logProb);
        top.add(alternatives);
        offsets.add(offset);
        offset += text.length();
    }

    CompletionAnswer.LogProbs all() {
        return new CompletionAnswer.LogProbs(tokens, logProbs, top, offsets);
    }
}
