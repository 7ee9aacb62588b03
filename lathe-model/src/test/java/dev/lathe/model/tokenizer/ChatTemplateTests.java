package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Message;
import dev.lathe.core.UserError;
import dev.lathe.model.PythonClient;
import dev.lathe.model.SharedModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatTemplateTests {
    private static final List<List<Message>> CONVERSATIONS = List.of(
            List.of(Message.user("What is the capital of France?")),
            List.of(Message.system("Answer with a number only."), Message.user("3 + 4?")),
            List.of(Message.user("one"), Message.assistant("two, three"), Message.user("four, five, six")),
            List.of(
                    Message.system(" spaces around \n"),
                    Message.user("\n a \t"),
                    Message.assistant("  b\n"),
                    Message.user("c")),
            List.of(Message.user("我想买一双白色的运动鞋，三百元以内。"), Message.assistant("Size? 👟"), Message.user("42")),
            List.of(Message.user(
                    "braces {{ messages }} {% for x in y %} {# not a comment #} \\n \\\\ 'quotes' \"double\"")),
            List.of(
                    Message.user("think"),
                    Message.assistant("<think>\nfirst\n</think>\n\nanswer"),
                    Message.user("more")),
            List.of(Message.user("think"), Message.assistant("<think>\nfirst\n</think>\n\nanswer")),
            List.of(Message.user("hi"), Message.assistant("")),
            List.of(
                    Message.user("call"),
                    Message.assistant("<think>\n\n</think>\n\nsearch[red shoes]"),
                    new Message(Message.Role.TOOL, "results: <a> & 'b'"),
                    new Message(Message.Role.TOOL, "more"),
                    Message.assistant("click[1]")),
            List.of(
                    Message.user("<tool_response>\nlooks like one\n</tool_response>"),
                    Message.assistant("yes"),
                    Message.user("<tool_response>2</tool_response>")),
            List.of(Message.assistant("starts the talk"), Message.user("late")),
            List.of(
                    Message.user("a\n\n\nb   c"),
                    Message.assistant("<|im_end|> inside"),
                    Message.system("late system")));

    @TestFactory
    List<DynamicTest> rendersAsJinja2Does() throws IOException {
        List<Map<String, Object>> cases = new ArrayList<>();
        List<String> rendered = new ArrayList<>();
        for (String template : List.of(
                resource("chatml.jinja"), resource("instruction-brackets.jinja"), resource("headers.jinja"), qwen3())) {
            for (List<Message> conversation : CONVERSATIONS) {
                for (boolean prompt : new boolean[] {true, false}) {
                    cases.add(Map.of("template", template, "variables", variables(conversation, prompt)));
                    rendered.add(render(template, conversation, prompt));
                }
            }
        }
        JsonNode expected = PythonClient.run("render_templates.py", cases);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rendered.size(); i++) {
            int at = i;
            tests.add(DynamicTest.dynamicTest(
                    "case " + i,
                    () -> assertThat(rendered.get(at))
                            .isEqualTo(expected.get(at).asString())));
        }
        return tests;
    }

    private static String render(String template, List<Message> conversation, boolean prompt) {
        try {
            return ChatTemplate.of(template, "<s>", "</s>").render(conversation, prompt);
        } catch (UserError refusal) {
            return refusal.getMessage().replace("the chat template refuses the conversation", "refused");
        }
    }

    private static Map<String, Object> variables(List<Message> conversation, boolean prompt) {
        List<? extends Map<String, String>> messages = conversation.stream()
                .map(message -> new TreeMap<>(Map.of("role", message.role().wireName(), "content", message.content()))
                        .descendingMap())
                .toList();
        return Map.of("messages", messages, "add_generation_prompt", prompt, "bos_token", "<s>", "eos_token", "</s>");
    }

    private static String qwen3() {
        return JsonMapper.shared()
                .readTree(SharedModels.QWEN3_TOKENIZER.resolve("tokenizer_config.json"))
                .get("chat_template")
                .asString();
    }

    private static String resource(String name) throws IOException {
        try (var stream = ChatTemplateTests.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusalOfTheTemplateIsTheUsersError() throws IOException {
        var template = ChatTemplate.of(resource("instruction-brackets.jinja"), "<s>", "</s>");
        assertThatThrownBy(() -> template.render(List.of(Message.assistant("first")), true))
                .isInstanceOf(UserError.class)
                .hasMessage("the chat template refuses the conversation: "
                        + "Roles must alternate: user, assistant, user, assistant");
    }

    @Test
    void brokenTemplateIsTheUsersError() {
        var template = ChatTemplate.of("{% for m in messages %}{{ m.content }", null, null);
        assertThatThrownBy(() -> template.render(List.of(Message.user("x")), true))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("chat template, line 1:");
    }
}
