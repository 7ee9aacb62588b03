package dev.lathe.model.tokenizer;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.CompositeELResolver;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Renders a conversation as the text that a model reads, by the Jinja template that comes with it. */
public final class ChatTemplate {
    private static final Jinjava JINJA = jinja();

    private final String source;
    private final String jinjaSource;
    private final @Nullable String bosToken;
    private final @Nullable String eosToken;

    private ChatTemplate(String source, @Nullable String bosToken, @Nullable String eosToken) {
        this.source = source;
        this.jinjaSource =
                JinjaDialect.rewrite(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        this.bosToken = bosToken;
        this.eosToken = eosToken;
    }

    /**
     * Takes a template as checkpoints hold it.
     *
     * @param source the Jinja source
     * @param bosToken what {@code bos_token} stands for; undefined in the template if null
     * @param eosToken what {@code eos_token} stands for; undefined in the template if null
     */
    public static ChatTemplate of(String source, @Nullable String bosToken, @Nullable String eosToken) {
        return new ChatTemplate(source, bosToken, eosToken);
    }

    /** Returns the Jinja source. */
    public String source() {
        return source;
    }

    /**
     * Renders a conversation.
     *
     * @param addGenerationPrompt whether the text ends with what opens the assistant's next turn
     * @throws UserError if the template cannot be read or refuses the conversation
     */
    public String render(List<Message> messages, boolean addGenerationPrompt) {
        if (source.equals(SpecialTokens.CHAT_TEMPLATE)) {
            return SpecialTokens.renderChat(messages, addGenerationPrompt);
        }
        return render(messages.stream().map(ChatTurn::of).toList(), List.of(), addGenerationPrompt);
    }

    /** Says whether the template has a place for descriptions of tools. */
    public boolean knowsTools() {
        return source.contains("tools");
    }

    /**
     * Renders a conversation in which tools may be called.
     *
     * @param tools descriptions in the form of OpenAI's API; a template that knows no tools leaves them out
     * @param addGenerationPrompt whether the text ends with what opens the assistant's next turn
     * @throws UserError if the template cannot be read or refuses the conversation
     */
    public String render(List<ChatTurn> turns, List<JsonNode> tools, boolean addGenerationPrompt) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("messages", turns.stream().map(TurnMaps::of).toList());
        if (!tools.isEmpty()) {
            variables.put("tools", TurnMaps.of(tools));
        }
        variables.put("add_generation_prompt", addGenerationPrompt);
        if (bosToken != null) {
            variables.put("bos_token", bosToken);
        }
        if (eosToken != null) {
            variables.put("eos_token", eosToken);
        }
        RenderResult result = JINJA.renderForResult(jinjaSource, variables);
        for (TemplateError error : result.getErrors()) {
            // what is unknown is undefined, not wrong
            if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
                throw refusal(error);
            }
        }
        return result.getOutput();
    }

    private static UserError refusal(TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return new UserError("the chat template refuses the conversation: " + cause.getMessage());
            }
        }
        return new UserError("chat template, line %d: %s".formatted(error.getLineno(), error.getMessage()));
    }

    private static Jinjava jinja() {
        var resolver = new CompositeELResolver();
        resolver.add(new PythonStrings());
        resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY);
        var jinja = new Jinjava(JinjavaConfig.newBuilder()
                .withElResolver(resolver)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                // Jinjava would drop the last newline of the output; Jinja2 drops that of the source
                .withKeepTrailingNewline(true)
                // otherwise braces in a message would be run as a template
                .withNestedInterpretationEnabled(false)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withIterateOverMapKeys(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withAllowAdjacentTextNodes(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withKeepNullableLoopValues(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .build())
                .build());
        jinja.getGlobalContext().registerFilter(new JsonFilter());
        jinja.getGlobalContext()
                .registerFunction(
                        new ELFunctionDefinition("", "raise_exception", ChatTemplate.class, "refuse", String.class));
        return jinja;
    }

    /** Ends rendering: the function {@code raise_exception} of templates. */
    @SuppressWarnings("DoNotCallSuggester") // templates call it by name
    public static Object refuse(String message) {
        throw new Refusal(message);
    }

    private static final class Refusal extends RuntimeException {
        Refusal(String message) {
            super(message);
        }
    }
}
