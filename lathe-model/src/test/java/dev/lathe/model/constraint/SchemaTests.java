package dev.lathe.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lathe.core.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaTests {
    private static final SchemaRegistry JUDGE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '`',
            value = {
                "true\t[1, {\"a\": null}]\t[1,]",
                "{\"type\": \"object\"}\t{\"a\": [], \"b\": {}}\t[]",
                "{\"type\": \"integer\"}\t-120\t012",
                "{\"type\": \"integer\"}\t0\t1.0",
                "{\"type\": \"number\"}\t-1.5e+10\t1.",
                "{\"type\": \"integer\", \"minimum\": -5, \"maximum\": 120}\t-5\t-6",
                "{\"type\": \"integer\", \"minimum\": -5, \"maximum\": 120}\t120\t121",
                "{\"type\": \"integer\", \"exclusiveMinimum\": 9}\t10\t9",
                "{\"type\": \"number\", \"minimum\": 0.25, \"exclusiveMaximum\": 3.5}\t3.49\t3.5",
                "{\"type\": \"number\", \"minimum\": 0.25, \"exclusiveMaximum\": 3.5}\t0.25\t0.24",
                "{\"type\": \"number\", \"maximum\": -2}\t-2.0\t-1.99",
                "{\"type\": \"string\"}\t\"a\\u00e9\\n漢😀\"\t`\"\n\"`",
                "{\"type\": \"string\"}\t\"\\\"\"\t\"\\ud800\"",
                "{\"type\": \"string\", \"minLength\": 2, \"maxLength\": 3}\t\"漢\\n😀\"\t\"😀\"",
                "{\"type\": \"string\", \"pattern\": \"^a+$\"}\t\"aa\"\t\"ab\"",
                "{\"type\": \"string\", \"pattern\": \"a.b\"}\t\"xa\\\"by\"\t\"ab\"",
                "{\"type\": \"string\", \"format\": \"date\"}\t\"2024-02-28\"\t\"2024-13-01\"",
                "{\"enum\": [1, \"a\\\"b\", null, [1, {\"k\": 2}]]}\t[1, {\"k\":2}]\t2",
                "{\"type\": \"string\", \"enum\": [1, \"a\"]}\t\"a\"\t1",
                "{\"const\": {\"a\": [true, false]}}\t{\"a\": [true, false]}\t{}",
                "{\"type\": [\"null\", \"boolean\"]}\tnull\t1",
                "{\"type\": \"array\", \"items\": {\"type\": \"null\"}, \"minItems\": 1, \"maxItems\": 2}\t[null,null]"
                        + "\t[]",
                "{\"type\": \"array\", \"items\": {\"type\": \"null\"}, \"minItems\": 1, \"maxItems\": 2}\t[ null ]"
                        + "\t[null,null,null]",
                "{\"type\": \"array\", \"prefixItems\": [{\"const\": 1}], \"items\": {\"const\": 2}}\t[1,2,2]\t[2]",
                "{\"properties\": {\"a\": {\"const\": 1}, \"b\": {\"const\": 2}}, \"required\": [\"b\"]}\t{\"b\": 2}"
                        + "\t{\"a\": 1}",
                "{\"properties\": {\"a\": {\"const\": 1}, \"b\": {\"const\": 2}}}\t`{\n"
                        + "  \"a\": 1,\n"
                        + "  \"b\": 2\n"
                        + "}`\t{\"c\": 2}",
                "{\"properties\": {\"a\": {\"const\": 1}}, \"additionalProperties\": {\"const\": 3}}\t{\"a\": 1,"
                        + " \"ab\": 3, \"\": 3}\t{\"a\": 3}",
                "{\"required\": [\"z\"]}\t{\"z\": 1}\t{\"y\": 1}",
                "{\"anyOf\": [{\"const\": 1}, {\"type\": \"string\"}]}\t\"x\"\t2",
                "{\"properties\": {\"a\": {\"const\": 1}, \"b\": true}, \"anyOf\": [{\"required\": [\"a\"]},"
                        + " {\"required\": [\"b\"]}]}\t{\"b\": 7}\t{}",
                "{\"allOf\": [{\"$ref\": \"#/$defs/x\"}, {\"maximum\": 5}], \"$defs\": {\"x\": {\"type\": \"integer\","
                        + " \"minimum\": 3}}}\t4\t6",
                "{\"$ref\": \"#/$defs/t\", \"$defs\": {\"t\": {\"properties\": {\"l\": {\"$ref\": \"#/$defs/t\"}}}}}"
                        + "\t{\"l\": {\"l\": {}}}\t{\"l\": 1}",
            })
    void allowsWhatTheSchemaDescribes(String schema, String allowed, String other) {
        Constraint constraint = Constraint.jsonSchema(schema, RandomTexts.VOCABULARY);
        assertThat(completes(constraint, allowed)).isTrue();
        assertThat(JUDGE.getSchema(JSON.readTree(schema)).validate(JSON.readTree(allowed)))
                .isEmpty();
        assertThat(completes(constraint, other)).isFalse();
    }

    private static boolean completes(Constraint constraint, String text) {
        Position position = constraint.start();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            position = constraint.accept(position, b & 0xFF);
        }
        return position.complete();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '`',
            value = {
                "[1\tnot JSON",
                "5\tmust be an object, true or false",
                "{\"not\": {}}\tnot is not supported; supported are",
                "{\"properties\": {\"a\": {\"multipleOf\": 2}}}\t#/properties/a: multipleOf is not supported",
                "{\"type\": \"text\"}\ttype must be one or some of",
                "{\"$ref\": \"http://x/y\"}\t$ref must point into the same document",
                "{\"$ref\": \"#/$defs/x\"}\t$ref points to nothing",
                "{\"type\": \"string\", \"minLength\": -1}\tminLength must be a whole number from 0",
                "{\"type\": \"string\", \"maxLength\": 1e9}\tmaxLength may be at most 10000",
                "{\"type\": \"string\", \"pattern\": \"(\"}\tregular expression",
                "{\"minimum\": \"1\"}\tminimum must be a number",
                "{\"anyOf\": []}\tanyOf must be a list of schemas",
                "{\"enum\": 3}\tenum must be a list",
                "{\"required\": [1]}\trequired must be a list of names",
                "{\"required\": \"a\"}\trequired must be a list of names",
                "{\"properties\": []}\tproperties must be an object of schemas",
                "{\"type\": \"string\", \"pattern\": {}}\tpattern must be a string",
                "{\"allOf\": [5]}\t#/allOf: must be an object, true or false",
                "{\"allOf\": [{\"minimum\": 1}, {\"minimum\": \"2\"}]}\tminimum must be a number",
                "{\"maximum\": 1e999}\tmaximum must be a number",
                "{\"allOf\": [{\"$ref\": \"#\"}]}\thas schemas within more than 300 others",
                "{\"$ref\": \"#/allOf/0\", \"allOf\": [{\"$ref\": \"#\"}]}\t$ref leads back to itself",
                "{\"enum\": [\"a\", \"bbb\"], \"maxLength\": 2}\tbeside enum only type is supported, not [maxLength]",
                "{\"pattern\": \"(ab){900}\", \"maxLength\": 9999}\tpattern, format and lengths are too large",
                "{\"allOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}\tno value has both",
                "{\"$ref\": \"#\"}\tno text satisfies it",
                "{\"anyOf\": [{\"$ref\": \"#\"}, {\"const\": 1}]}\trefers to itself with nothing in between",
                "false\tno text satisfies it",
                "{\"properties\": {\"a\": {\"$ref\": \"#\"}}, \"required\": [\"a\"]}\tno text satisfies it",
                "{\"properties\": {\"a\": true}, \"required\": [\"b\"], \"additionalProperties\": false}\tno text"
                        + " satisfies it",
                "{\"type\": \"integer\", \"minimum\": 3, \"maximum\": 2}\tno text satisfies it",
            })
    void saysWhatIsWrongOrNotSupported(String schema, String message) {
        assertThatThrownBy(() -> Constraint.jsonSchema(schema, RandomTexts.VOCABULARY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesASchemaThatIsTooLong() {
        String schema = "{\"const\": \"%s\"}".formatted("a".repeat(100_000));
        assertThatThrownBy(() -> Constraint.jsonSchema(schema, RandomTexts.VOCABULARY))
                .isInstanceOf(UserError.class)
                .hasMessage("JSON schema: is longer than 100000 characters");
    }

    @Test
    void manyOptionalPropertiesAreReadWithoutDeepCalls() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        IntStream.range(0, 1500).forEach(i -> properties.putObject("p" + i).put("type", "null"));
        Constraint constraint = Constraint.jsonSchema(schema.toString(), RandomTexts.VOCABULARY);
        assertThat(completes(constraint, "{\"p3\": null, \"p1499\": null}")).isTrue();
        assertThat(completes(constraint, "{\"p3\": null, \"p2\": null}")).isFalse();
    }

    @Test
    void whatComesOutOfRandomLogitsIsValid() {
        int written = 0;
        for (int round = 0; round < 800; round++) {
            String schema = new RandomSchema(new Random(round)).schema().toString();
            Schema judge = JUDGE.getSchema(JSON.readTree(schema));
            String text = RandomTexts.write(Constraint.jsonSchema(schema, RandomTexts.VOCABULARY), round);
            if (text != null) {
                written++;
                assertThat(judge.validate(JSON.readTree(text)))
                        .as("%s should describe %s", schema, text)
                        .isEmpty();
            }
        }
        assertThat(written).isGreaterThan(560);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void objectsOfNoSchemaAreJson(int seed) {
        String text = RandomTexts.write(Constraint.jsonSchema("{\"type\": \"object\"}", RandomTexts.VOCABULARY), seed);
        if (text == null) {
            text = "{}";
        }
        assertThat(JSON.readTree(text).isObject()).isTrue();
    }
}
