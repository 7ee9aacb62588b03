package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Replies are what was asked for, whatever the model would like to say. */
class StructuredRepliesTests {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final SchemaRegistry JUDGE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String BOOK = """
        {"type":"object","properties":{"title":{"type":"string","maxLength":20},"year":{"type":"integer","minimum":1450,
          "maximum":2026},"tags":{"type":"array","items":{"enum":["new","old"]},"maxItems":3},"sequel":{"anyOf":[
          {"$ref":"#"},{"type":"null"}]}},"required":["title","year","tags","sequel"],"additionalProperties":false}\
        """;
    private static final String CITY = """
        {"type":"object","properties":{"city":{"$ref":"#/$defs/name"},"days":{"type":"integer","minimum":1,"maximum":9}},
         "required":["city"],"$defs":{"name":{"type":"string","pattern":"^[A-Z][a-z]{2,9}$"}}}\
        """;
    private static final String TOOLS = """
        "tools":[{"type":"function","function":{"name":"weather","parameters":%s}},
                 {"type":"function","function":{"name":"rest"}}]\
        """.formatted(CITY);
    private static final String ANTHROPIC_TOOLS = """
        "tools":[{"name":"weather","input_schema":%s},{"name":"rest","input_schema":{"type":"object","properties":{}}}]\
        """.formatted(CITY);

    private static Babble babble;

    @BeforeAll
    static void open() {
        babble = new Babble();
    }

    @AfterAll
    static void close() {
        babble.close();
        assertThat(babble.broken()).isEmpty();
    }

    private static String asking(String fields) {
        return "{\"model\":\"babble\",\"max_tokens\":900,\"messages\":[{\"role\":\"user\",\"content\":\"Well?\"}],%s}"
                .formatted(fields);
    }

    private static String held(String schema, int seed) {
        return asking(
                "\"n\":8,\"seed\":%d,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":%s}}"
                        .formatted(seed, schema));
    }

    private static void requireValid(String schema, String text) {
        Schema judge = JUDGE.getSchema(Client.json(schema));
        assertThat(judge.validate(Client.json(text))).as(text).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BOOK,
                CITY,
                "{\"type\":\"array\",\"items\":{\"type\":\"number\",\"minimum\":-1.5,\"exclusiveMaximum\":3},\"maxItems\":4}",
                "{\"type\":\"string\",\"format\":\"date-time\"}",
                "{\"anyOf\":[{\"type\":\"boolean\"},{\"const\":{\"a\":[1,null]}}]}"
            })
    void whatIsHeldToASchemaIsValidUnlessItIsCut(String schema) throws Exception {
        int whole = 0;
        for (int seed = 0; seed < 5; seed++) {
            for (JsonNode choice :
                    babble.ok(CHAT, held(schema, seed)).path("choices").values()) {
                if (choice.path("finish_reason").asString().equals("stop")) {
                    requireValid(schema, choice.at("/message/content").asString());
                    whole++;
                }
            }
        }
        assertThat(whole).isGreaterThan(10);
    }

    @Test
    void whatIsHeldToAnExpressionMatchesIt() throws Exception {
        String expression = "[A-Z][a-z]{1,8}, (red|green) [0-9]{2}";
        String chat = asking("\"n\":8,\"seed\":2,\"regex\":\"%s\"".formatted(expression));
        assertThat(babble.ok(CHAT, chat).path("choices").valueStream())
                .hasSize(8)
                .allSatisfy(choice ->
                        assertThat(choice.at("/message/content").asString()).matches(expression));
        String completion = "{\"model\":\"babble\",\"prompt\":\"Well?\",\"max_tokens\":50,\"n\":4,\"regex\":\"%s\"}"
                .formatted(expression);
        assertThat(babble.ok("/v1/completions", completion).path("choices").valueStream())
                .hasSize(4)
                .allSatisfy(choice -> assertThat(choice.path("text").asString()).matches(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"regex\":\"(a\" | regex",
                "\"regex\":\"a\",\"response_format\":{\"type\":\"json_object\"} | regex",
                "TOOLS,\"regex\":\"a\" | regex",
                "TOOLS,\"response_format\":{\"type\":\"json_object\"} | response_format",
                "TOOLS,\"tool_choice\":\"auto\",\"response_format\":{\"type\":\"json_object\"} | response_format",
            })
    void formsThatCannotBeHeldAreRefused(String fields, String param) throws Exception {
        JsonNode error = babble.refused(400, CHAT, asking(fields.replace("TOOLS", TOOLS)));
        assertThat(error.path("param").asString()).isEqualTo(param);
        assertThat(error.path("message").asString()).hasLineCount(1);
    }

    @Test
    void aFormIsHeldBesideToolsThatAreNotToBeCalled() throws Exception {
        String request = asking("%s,\"tool_choice\":\"none\",\"n\":4,\"seed\":1,\"regex\":\"yes|no\"".formatted(TOOLS));
        assertThat(babble.ok(CHAT, request).path("choices").valueStream())
                .allSatisfy(choice ->
                        assertThat(choice.at("/message/content").asString()).isIn("yes", "no"));
    }

    @Test
    void anObjectIsAnObjectUnlessItIsCut() throws Exception {
        String request = asking(
                "\"n\":32,\"seed\":3,\"logit_bias\":{\"34\":4,\"125\":4},\"response_format\":{\"type\":\"json_object\"}");
        List<JsonNode> whole = babble.ok(CHAT, request)
                .path("choices")
                .valueStream()
                .filter(choice -> choice.path("finish_reason").asString().equals("stop"))
                .map(choice -> Client.json(choice.at("/message/content").asString()))
                .toList();
        assertThat(whole).hasSizeGreaterThan(10).allMatch(JsonNode::isObject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}", "\"required\""})
    void aToolThatMustBeCalledIsCalled(String choice) throws Exception {
        String request = asking("%s,\"tool_choice\":%s,\"n\":16,\"seed\":1".formatted(TOOLS, choice));
        int calls = 0;
        for (JsonNode reply : babble.ok(CHAT, request).path("choices").values()) {
            if (!reply.path("finish_reason").asString().equals("length")) {
                assertThat(reply.path("finish_reason").asString()).isEqualTo("tool_calls");
                JsonNode call = reply.at("/message/tool_calls/0/function");
                String name = call.path("name").asString();
                requireValid(
                        name.equals("weather") ? CITY : "{\"type\":\"object\",\"maxProperties\":0}",
                        call.path("arguments").asString());
                calls++;
            }
        }
        assertThat(calls).isGreaterThan(10);
    }

    @Test
    void aCallIsStreamed() throws Exception {
        String request = asking("%s,\"tool_choice\":\"required\",\"stream\":true,\"seed\":2".formatted(TOOLS));
        List<JsonNode> chunks = Client.events(babble.post(CHAT, request).body());
        String names = chunks.stream()
                .map(chunk ->
                        chunk.at("/choices/0/delta/tool_calls/0/function/name").asString(""))
                .collect(Collectors.joining());
        assertThat(names).isIn("weather", "rest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"any\"}", "{\"type\":\"tool\",\"name\":\"weather\"}"})
    void anthropicsClientsMakeToolsBeCalledToo(String choice) throws Exception {
        JsonNode answer = babble.ok(MESSAGES, asking("%s,\"tool_choice\":%s".formatted(ANTHROPIC_TOOLS, choice)));
        JsonNode call = answer.path("content").path(0);
        assertThat(answer.path("stop_reason").asString()).isEqualTo("tool_use");
        requireValid(
                call.path("name").asString().equals("weather") ? CITY : "{\"type\":\"object\"}",
                call.path("input").toString());
    }

    @Test
    void whatCannotBeHeldIsRefusedByItsPlace() throws Exception {
        JsonNode error = babble.refused(400, CHAT, held("{\"type\":\"integer\",\"multipleOf\":7}", 1));
        assertThat(error.path("param").asString()).isEqualTo("response_format.json_schema.schema");
        assertThat(error.path("message").asString()).contains("JSON schema: #: multipleOf is not supported");
        JsonNode tool = babble.refused(
                400, CHAT, asking(TOOLS.replace("\"pattern\"", "\"not\"") + ",\"tool_choice\":\"required\""));
        assertThat(tool.path("param").asString()).isEqualTo("tools");
    }
}
