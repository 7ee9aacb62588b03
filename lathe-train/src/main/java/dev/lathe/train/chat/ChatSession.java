package dev.lathe.train.chat;

import dev.lathe.core.Message;
import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.model.tokenizer.TokenStream;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Holds one conversation between a person and a policy. What the policy wrote is never tokenised again. */
public final class ChatSession implements AutoCloseable {
    private final ChatSettings settings;
    private final Policy policy;
    private final InferenceEngine engine;
    private final Conversation conversation;
    private final List<Message> messages = new ArrayList<>();
    private int[] tokens = {};
    private boolean ended;
    private int turn;

    private ChatSession(Policy policy, ChatSettings settings) {
        this.policy = policy;
        this.settings = settings;
        int threads = settings.threads() > 0
                ? settings.threads()
                : Runtime.getRuntime().availableProcessors();
        engine = policy.serve(
                new EngineOptions(1, threads, 1, settings.contextTokens(), InferenceEngine.Admission.IMMEDIATE),
                CpuPrecision.FLOAT32);
        conversation = engine.converse();
        if (!settings.system().isBlank()) {
            messages.add(Message.system(settings.system()));
        }
    }

    /**
     * Opens a GGUF file or a Hugging Face folder and begins a conversation.
     *
     * @throws UserError if it is missing, damaged or of an unknown architecture
     */
    public static ChatSession open(Path model, ChatSettings settings) {
        return new ChatSession(Policies.open(model), settings);
    }

    /**
     * Holds what the policy answered.
     *
     * @param text the reply without special tokens
     * @param tokens its length, the token that ends it included
     * @param complete false if it was cut at a limit
     */
    public record Reply(String text, int tokens, boolean complete) {}

    /**
     * Returns the policy's answer to a message.
     *
     * @param onText hears the answer piece by piece as it is written
     * @throws UserError if the conversation has no room left for an answer; it stays as it was
     */
    public Reply say(String message, Consumer<String> onText) {
        int[] prompt = promptWith(Message.user(message));
        if (prompt.length >= conversation.capacity()) {
            throw new UserError(
                    "the conversation would have %d tokens and holds %d; --set context_tokens=N gives it more"
                            .formatted(prompt.length, conversation.capacity()));
        }
        TokenStream stream = policy.tokenizer().stream();
        Completion completion = conversation.generate(prompt, sampling(), token -> {
            if (!policy.chat().endTokens().contains(token)) {
                pass(stream.next(token), onText);
            }
        });
        pass(stream.rest(), onText);
        return remember(Message.user(message), prompt, completion);
    }

    private int[] promptWith(Message message) {
        if (turn == 0) {
            List<Message> first = new ArrayList<>(messages);
            first.add(message);
            return policy.chat().prompt(first);
        }
        List<Message> before = messages.subList(0, messages.size() - 1);
        return joined(tokens, policy.chat().continuation(before, List.of(message), ended));
    }

    private Sampling sampling() {
        return Sampling.of(settings.temperature(), settings.maxTokens(), Seeds.of(settings.seed(), turn))
                .withStopTokens(policy.chat().endTokens());
    }

    private Reply remember(Message asked, int[] prompt, Completion completion) {
        int[] written = completion.span().tokens();
        String text = policy.chat().text(written).strip();
        messages.add(asked);
        messages.add(Message.assistant(text));
        tokens = joined(prompt, written);
        ended = completion.finish() == Completion.FinishReason.STOP;
        turn++;
        return new Reply(text, written.length, ended);
    }

    private static void pass(String text, Consumer<String> onText) {
        if (!text.isEmpty()) {
            onText.accept(text);
        }
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public void close() {
        conversation.close();
        engine.close();
        policy.close();
    }
}
