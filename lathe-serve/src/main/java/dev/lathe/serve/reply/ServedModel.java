package dev.lathe.serve.reply;

import dev.lathe.core.UserError;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.Tokenizer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Is a model as the server knows it.
 *
 * @param name by which clients ask for it
 * @param engine writes the tokens
 * @param tokenizer turns them into text
 * @param template renders conversations
 * @param endTokens tokens that end a reply
 * @param textPrefix tokens that stand before a text that is no conversation
 * @param adapters names that clients may ask for instead, each an adapter of the engine
 */
public record ServedModel(
        String name,
        InferenceEngine engine,
        Tokenizer tokenizer,
        ChatTemplate template,
        Set<Integer> endTokens,
        int[] textPrefix,
        List<String> adapters) {
    public ServedModel {
        endTokens = Set.copyOf(endTokens);
        adapters = List.copyOf(adapters);
    }

    /**
     * Joins a model's parts. What begins a text is what the tokenizer itself puts there.
     *
     * @param endTokens tokens known to end a reply; the one that the template puts behind the assistant's words is to be among them
     */
    public static ServedModel of(
            String name,
            InferenceEngine engine,
            Tokenizer tokenizer,
            ChatTemplate template,
            Collection<Integer> endTokens) {
        return new ServedModel(
                name, engine, tokenizer, template, new TreeSet<>(endTokens), TextPrefix.of(tokenizer), List.of());
    }

    /**
     * Returns the model with names that clients may ask for instead, each an adapter of the engine.
     *
     * @throws UserError if one of them is the model's own
     */
    public ServedModel withAdapters(List<String> names) {
        if (names.contains(name)) {
            throw new UserError("'%s' is the model's name; give the adapter another".formatted(name));
        }
        return new ServedModel(name, engine, tokenizer, template, endTokens, textPrefix, names);
    }

    /** Says whether clients may ask for a name. */
    public boolean answersTo(String asked) {
        return asked.equals(name) || adapters.contains(asked);
    }

    /** Returns the adapter that a name stands for, or null for the model as it is. */
    public @Nullable String adapter(String asked) {
        return Optional.of(asked).filter(adapters::contains).orElse(null);
    }

    /** Returns how many tokens both the tokenizer and the model know; they are numbered from 0. */
    public int vocabulary() {
        return Math.min(tokenizer.vocabSize(), engine.vocabulary());
    }

    /** Returns the most tokens that a prompt and its reply may have together. */
    public int context() {
        return engine.capacity();
    }
}
