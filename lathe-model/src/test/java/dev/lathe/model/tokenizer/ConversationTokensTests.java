package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import dev.lathe.model.SharedModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTokensTests {
    private static final String CHATML =
            "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content']"
                    + " + '<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";
    private static final Tokenizer SMOLLM2 = SharedModels.smolLm2().tokenizer();
    private static final ChatTemplate TEMPLATE = ChatTemplate.of(CHATML, null, "<|im_end|>");
    private static final ConversationTokens CONVERSATION = new ConversationTokens(SMOLLM2, TEMPLATE, Set.of());
    private static final int END = SMOLLM2.idOf("<|im_end|>").orElseThrow();

    private static final List<String> REPLIES = List.of("search[红色 shoes]", "click[#3] \n ", "", "buy 👟");

    @Test
    void findsTheTokenThatEndsATurn() {
        assertThat(CONVERSATION.endTokens()).containsExactly(END);
        assertThat(new ConversationTokens(SMOLLM2, TEMPLATE, List.of(0)).endTokens())
                .containsExactly(0, END);
    }

    /** Plays some turns and compares the pieces with the whole conversation. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void piecesSpellTheRenderedConversation(boolean ended) {
        List<Message> messages =
                new ArrayList<>(List.of(Message.system("Shop."), Message.user("A red shoe 👟, 三百元以内")));
        List<int[]> pieces = new ArrayList<>(List.of(CONVERSATION.prompt(messages)));
        for (String reply : REPLIES) {
            int[] written = SMOLLM2.encode(reply + (ended ? "<|im_end|>" : ""));
            List<Message> next = List.of(Message.user("results:\n1. " + reply + " \t 2."));
            pieces.add(written);
            pieces.add(CONVERSATION.continuation(messages, next, ended));
            messages.add(Message.assistant(reply));
            messages.addAll(next);
        }
        int[] tokens = pieces.stream().flatMapToInt(Arrays::stream).toArray();
        String rendered = TEMPLATE.render(messages, true);
        assertThat(SMOLLM2.decode(tokens, false)).isEqualTo(rendered);
        assertThat(tokens).isEqualTo(SMOLLM2.encode(rendered));
    }

    @Test
    void withoutAnAnswerTheTurnIsClosed() {
        List<Message> before = List.of(Message.user("hi"));
        assertThat(SMOLLM2.decode(CONVERSATION.continuation(before, List.of(), false), false))
                .isEqualTo("<|im_end|>\n");
        assertThat(SMOLLM2.decode(CONVERSATION.continuation(before, List.of(), true), false))
                .isEqualTo("\n");
    }

    @Test
    void textThatLooksLikeTheMarkDoesNoHarm() {
        List<Message> before = List.of(Message.user("\uE000reply\uE001 and \uE000reply\uE001\uE001"));
        List<Message> next = List.of(Message.user("again \uE000reply\uE001"));
        assertThat(SMOLLM2.decode(CONVERSATION.continuation(before, next, true), false))
                .isEqualTo("\n<|im_start|>user\nagain \uE000reply\uE001<|im_end|>\n<|im_start|>assistant\n");
    }

    @Test
    void spacesBeforeTheEndTokenGoWithIt() {
        var spaced = ChatTemplate.of(CHATML.replace("'<|im_end|>'", "' <|im_end|>'"), null, null);
        var conversation = new ConversationTokens(SMOLLM2, spaced, Set.of());
        assertThat(SMOLLM2.decode(conversation.continuation(List.of(Message.user("a")), List.of(), true), false))
                .isEqualTo("\n");
    }

    @Test
    void wordTokenizerConversesToo() {
        Tokenizer words = Tokenizer.ofJson(
                WordTokenizer.json(List.of("search[", "]", "kettle", "red", "page", ":"), SpecialTokens.CHAT));
        var template = ChatTemplate.of(SpecialTokens.CHAT_TEMPLATE, null, "<|end|>");
        var conversation = new ConversationTokens(words, template, Set.of());
        List<Message> before = List.of(Message.user("red kettle"));
        List<Message> next = List.of(Message.user("page: 12\nred"));
        int[] tokens = conversation.prompt(before);
        assertThat(words.decode(tokens, false)).isEqualTo("<|user|>red kettle<|end|><|assistant|>");
        assertThat(words.decode(conversation.continuation(before, next, true), false))
                .isEqualTo("<|user|>page: 12\nred<|end|><|assistant|>");
        assertThat(conversation.endTokens())
                .containsExactly(words.idOf("<|end|>").orElseThrow());
    }

    @Test
    void templateWithoutTheAssistantsWordsIsTheUsersError() {
        var silent = ChatTemplate.of("{{ messages[0].content }}", null, null);
        assertThatThrownBy(() -> new ConversationTokens(SMOLLM2, silent, Set.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("the chat template leaves out what the assistant says");
    }
}
