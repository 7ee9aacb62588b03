package dev.lathe.train.pipeline;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.tokenizer.ChatTemplate;
import dev.lathe.model.tokenizer.ChatTokens;
import dev.lathe.model.tokenizer.ConversationTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.tensor.Tensor;
import java.util.SequencedMap;

/**
 * Holds a policy: what it is, what it knows and how it reads and writes.
 *
 * @param config its shape
 * @param parameters under their Hugging Face names, in float32
 * @param tokenizer its tokenizer
 * @param template its chat template
 * @param chat conversations as its tokens
 */
public record Policy(
        DecoderConfig config,
        SequencedMap<String, Tensor> parameters,
        Tokenizer tokenizer,
        ChatTemplate template,
        ChatTokens chat)
        implements AutoCloseable {

    static Policy of(
            DecoderConfig config, SequencedMap<String, Tensor> parameters, Tokenizer tokenizer, ChatTemplate template) {
        return new Policy(
                config,
                parameters,
                tokenizer,
                template,
                new ConversationTokens(tokenizer, template, config.eosTokens()));
    }

    /** Returns how many numbers the policy has learned or will learn. */
    public long size() {
        return parameters.values().stream().mapToLong(Tensor::numel).sum();
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
