package dev.lathe.serve.openai;

import dev.lathe.model.engine.GeneratedToken;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.reply.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one choice of a completion, at once or piece by piece; the first piece begins with the prompt if it is to be echoed. */
final class ChoiceWriter {
    private final CompletionOrder order;
    private final int index;
    private final Reply reply;
    private final Tokenizer tokenizer;
    private final CompletionLogProbs logProbs;
    private boolean first = true;

    ChoiceWriter(CompletionOrder order, int index, Reply reply, Tokenizer tokenizer) {
        this.order = order;
        this.index = index;
        this.reply = reply;
        this.tokenizer = tokenizer;
        logProbs = new CompletionLogProbs(tokenizer);
    }

    /**
     * Returns what comes next of the choice.
     *
     * @param reason why it ends, or null if there is more
     */
    CompletionAnswer.Choice next(String more, List<GeneratedToken> tokens, @Nullable String reason) {
        String prompt = first && order.echo() ? tokenizer.decode(order.promptOf(index), true) : "";
        CompletionAnswer.LogProbs told =
                order.logProbs() && (first || !tokens.isEmpty()) ? logProbs(prompt.length(), tokens) : null;
        first = false;
        return new CompletionAnswer.Choice(index, prompt + more, told, reason);
    }

    private CompletionAnswer.LogProbs logProbs(int promptLength, List<GeneratedToken> tokens) {
        if (first && order.echo()) {
            logProbs.addPrompt(order.promptOf(index), promptLength, reply.promptLogProbs());
        }
        logProbs.add(tokens);
        return logProbs.take();
    }
}
