package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.reply.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the log-probabilities of a completion. */
final class CompletionLogProbs {
    private final Tokenizer tokenizer;
    private final TokenText tokenText;
    private VisibleText visible;
    private CompletionAnswer.LogProbs untold = CompletionAnswer.LogProbs.empty();
    private int offset;

    /** Begins at the start of the text of the answer. */
    CompletionLogProbs(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        tokenText = new TokenText(tokenizer);
        visible = new VisibleText(tokenizer);
    }

    /**
     * Adds a prompt.
     *
     * @param length how many characters of the answer it takes
     * @param promptLogProbs of all tokens but the first; of fewer if the reply ended before they were known
     */
    void addPrompt(int[] prompt, int length, float[] promptLogProbs) {
        for (int i = 0; i < prompt.length; i++) {
            boolean known = i > 0 && i <= promptLogProbs.length;
            add(prompt[i], known ? TokenText.finite(promptLogProbs[i - 1]) : null, null);
        }
        visible = new VisibleText(tokenizer);
        offset = length;
    }

    void add(List<GeneratedToken> read) {
        for (GeneratedToken token : read) {
            Map<String, Float> alternatives = new LinkedHashMap<>();
            token.alternatives()
                    .forEach(other ->
                            alternatives.putIfAbsent(tokenText.of(other.id()), TokenText.finite(other.logProb())));
            alternatives.putIfAbsent(tokenText.of(token.id()), TokenText.finite(token.logProb()));
            add(token.id(), TokenText.finite(token.logProb()), alternatives);
        }
    }

    private void add(int token, @Nullable Float logProb, @Nullable Map<String, Float> alternatives) {
        untold.tokens().add(tokenText.of(token));
        untold.tokenLogprobs().add(logProb);
        untold.topLogprobs().add(alternatives);
        untold.textOffset().add(offset);
        offset += visible.next(token).length();
    }

    /** Returns what was added since the last call. */
    CompletionAnswer.LogProbs take() {
        CompletionAnswer.LogProbs taken = untold;
        untold = CompletionAnswer.LogProbs.empty();
        return taken;
    }
}
