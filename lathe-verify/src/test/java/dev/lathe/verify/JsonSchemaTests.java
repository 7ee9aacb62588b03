package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class JsonSchemaTests {
    private static final JsonSchema PERSON = JsonSchema.of("""
            {"type": "object", "required": ["name", "age"], "additionalProperties": false,
             "properties": {"name": {"type": "string", "pattern": "^[A-Z]"}, "age": {"type": "integer", "minimum": 0}}}
            """);

    @Test
    void acceptsWhatFits() {
        assertThat(PERSON.check("{\"name\": \"Ada\", \"age\": 36}")).isEqualTo(Verdict.CORRECT);
        assertThat(PERSON.check("Here it is:\n```json\n{\"name\": \"Ada\", \"age\": 36}\n```\nDone."))
                .isEqualTo(Verdict.CORRECT);
    }

    @Test
    void refusesWhatDoesNot() {
        assertThat(PERSON.check("{\"name\": \"ada\", \"age\": 36}")).isEqualTo(Verdict.WRONG);
        assertThat(PERSON.check("{\"name\": \"Ada\"}")).isEqualTo(Verdict.WRONG);
        assertThat(PERSON.check("{\"name\": \"Ada\", \"age\": 36, \"x\": 1}")).isEqualTo(Verdict.WRONG);
    }

    @Test
    void findsNoJson() {
        assertThat(PERSON.check("Ada is 36")).isEqualTo(Verdict.MISSING);
        assertThat(PERSON.check("{\"name\": \"Ada\", \"age\": 36} and more")).isEqualTo(Verdict.MISSING);
    }

    @Test
    void refusesSchemasThatAreNone() {
        assertThatThrownBy(() -> JsonSchema.of("{"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("JSON schema: not JSON");
        assertThatThrownBy(() -> JsonSchema.of("{\"pattern\": \"(a)\\\\1\"}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("JSON schema: ");
    }
}
