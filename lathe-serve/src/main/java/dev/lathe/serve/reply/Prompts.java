package dev.lathe.serve.reply;

import dev.lathe.core.UserError;
import dev.lathe.model.tokenizer.ChatTurn;
import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.serve.tools.ToolPrompt;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns conversations and texts into tokens that fit the context. */
public final class Prompts {
    private final ServedModel model;

    public Prompts(ServedModel model) {
        this.model = model;
    }

    /**
     * Returns the tokens of a conversation up to where the assistant speaks.
     *
     * @param tools descriptions in the form of OpenAI's API
     * @param begun how the reply begins
     * @throws ApiError if the chat template refuses the conversation
     */
    public int[] chat(List<ChatTurn> turns, List<JsonNode> tools, String begun) {
        return model.tokenizer().encode(text(turns, tools) + begun);
    }

    private String text(List<ChatTurn> turns, List<JsonNode> tools) {
        try {
            return model.template().knowsTools()
                    ? model.template().render(turns, tools, true)
                    : model.template().render(ToolPrompt.written(turns, tools), List.of(), true);
        } catch (UserError refusal) {
            throw ApiError.invalid("messages", String.valueOf(refusal.getMessage()));
        }
    }

    /** Returns the tokens of a text. */
    public int[] text(String text) {
        int[] prefix = model.textPrefix();
        int[] words = model.tokenizer().encode(text);
        int[] tokens = Arrays.copyOf(prefix, prefix.length + words.length);
        System.arraycopy(words, 0, tokens, prefix.length, words.length);
        return tokens;
    }

    /**
     * Makes sure that the model knows a text's tokens, and that it fits the context.
     *
     * @throws ApiError if not
     */
    public void fits(int[] text, String param) {
        known(text, param);
        if (text.length > model.context()) {
            throw ApiError.of(
                    ApiError.Kind.INVALID,
                    param,
                    "context_length_exceeded",
                    "This model's maximum context length is %d tokens. However, '%s' has %d."
                            .formatted(model.context(), param, text.length));
        }
    }

    private void known(int[] text, String param) {
        for (int token : text) {
            Check.token(param, token, model.vocabulary());
        }
    }

    /**
     * Returns how many tokens a reply may have.
     *
     * @param param the field that the prompt comes from
     * @param asked the most that the client wants, or null for all that there is room for
     * @throws ApiError if the prompt is empty, has a token that the model does not know, or leaves no room for that many
     */
    public int room(int[] prompt, String param, @Nullable Integer asked) {
        int context = model.context();
        if (prompt.length == 0) {
            throw ApiError.invalid(param, "'%s' is empty: it has no token.".formatted(param));
        }
        known(prompt, param);
        int wanted = asked == null ? 1 : asked;
        if (wanted > context - prompt.length) {
            throw ApiError.of(
                    ApiError.Kind.INVALID,
                    param,
                    "context_length_exceeded",
                    "This model's maximum context length is %d tokens. However, you requested %d tokens (%d in '%s', %d in the completion)."
                            .formatted(context, prompt.length + (long) wanted, prompt.length, param, wanted));
        }
        return asked == null ? context - prompt.length : asked;
    }
}
