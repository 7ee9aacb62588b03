package dev.lathe.model.tokenizer;

import dev.lathe.core.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names the tokens of a tokenizer that are no words.
 *
 * @param padding fills up; its id is 0
 * @param unknown stands for every word outside the vocabulary; its id is 1
 * @param endOfTurn ends what the model writes
 * @param others the rest, such as those that open a turn
 */
public record SpecialTokens(String padding, String unknown, String endOfTurn, List<String> others) {
    /** The tokens of {@link #CHAT_TEMPLATE}: one opens a turn and names its role, one closes it. */
    public static final SpecialTokens CHAT = new SpecialTokens(
            "<pad>", "<unk>", "<|end|>", List.of("<|system|>", "<|user|>", "<|assistant|>", "<|tool|>"));

    /** A chat template of two tokens a turn. */
    public static final String CHAT_TEMPLATE = "{% for message in messages %}"
            + "{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}"
            + "{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

    /** Renders a conversation as {@link #CHAT_TEMPLATE} does, without the template engine: rollouts render every turn. */
    static String renderChat(List<Message> messages, boolean addGenerationPrompt) {
        var text = new StringBuilder();
        for (Message message : messages) {
            text.append("<|").append(message.role().wireName()).append("|>");
            text.append(message.content()).append("<|end|>");
        }
        return addGenerationPrompt ? text.append("<|assistant|>").toString() : text.toString();
    }

    public SpecialTokens {
        others = List.copyOf(others);
    }

    /** Returns all but {@code unknown}, which is never written in a text on purpose. */
    Set<String> control() {
        Set<String> tokens = new LinkedHashSet<>(List.of(padding, endOfTurn));
        tokens.addAll(others);
        return tokens;
    }
}
