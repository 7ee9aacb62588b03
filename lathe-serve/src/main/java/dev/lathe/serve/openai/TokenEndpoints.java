package dev.lathe.serve.openai;

import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.reply.Prompts;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.tools.ToolFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers {@code POST /tokenize} and {@code POST /detokenize}. */
public final class TokenEndpoints {
    private record Tokenize(
            @Nullable String prompt,
            @Nullable List<ChatRequest.RequestMessage> messages,
            @Nullable List<ChatRequest.Tool> tools,
            @Nullable Boolean addSpecialTokens,
            @Nullable Boolean returnTokenStrs) {}

    private record Tokens(
            int count,
            int maxModelLen,
            int[] tokens,
            @Nullable List<String> tokenStrs) {}

    private record Detokenize(@Nullable JsonNode tokens) {}

    private record Text(String prompt) {}

    private final Replies replies;
    private final Tokenizer tokenizer;

    public TokenEndpoints(Replies replies) {
        this.replies = replies;
        tokenizer = replies.model().tokenizer();
    }

    /** Returns the tokens of a prompt, or of messages as the model reads them. */
    public void tokenize(Exchange exchange) throws IOException {
        Tokenize request = Json.read(exchange.json(), Tokenize.class);
        int[] tokens = tokens(request);
        List<String> texts = Boolean.TRUE.equals(request.returnTokenStrs())
                ? Arrays.stream(tokens).mapToObj(tokenizer::token).toList()
                : null;
        exchange.send(200, new Tokens(tokens.length, replies.model().context(), tokens, texts));
    }

    private int[] tokens(Tokenize request) {
        var prompts = new Prompts(replies.model());
        if (request.messages() != null) {
            ToolFormat format = ToolFormat.of(replies.model().template().source());
            return prompts.chat(
                    Turns.of(request.messages()),
                    ToolFields.plan(request.tools(), null, format).described(),
                    "");
        }
        String prompt = Check.present("prompt", request.prompt());
        return Boolean.FALSE.equals(request.addSpecialTokens()) ? tokenizer.encode(prompt) : prompts.text(prompt);
    }

    /** Returns the text of tokens. */
    public void detokenize(Exchange exchange) throws IOException {
        Detokenize request = Json.read(exchange.json(), Detokenize.class);
        JsonNode tokens = Check.present("tokens", request.tokens());
        if (!tokens.isArray()) {
            throw Check.invalid("tokens", "expected an array of tokens, but got " + Json.kind(tokens));
        }
        exchange.send(
                200, new Text(tokenizer.decode(TextInputs.tokens("tokens", tokens, tokenizer.vocabSize()), false)));
    }
}
