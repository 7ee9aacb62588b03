package dev.lathe.verify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.lathe.core.UserError;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks replies against a JSON schema. The reply is JSON, alone or in a fence of three backticks. Patterns are matched by RE2, in
 * linear time.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>, the version where a schema names none
 */
public final class JsonSchema {
    private static final int FENCE_LENGTH = 3;
    private static final int MAX_DEPTH = 200;
    private static final int MAX_LENGTH = 1_000_000;
    private static final java.util.regex.Pattern FENCE = java.util.regex.Pattern.compile("```[a-zA-Z]{0,10}\\s");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final RegularExpressionFactory LINEAR = expression -> {
        Pattern pattern = Pattern.compile(expression);
        return text -> pattern.matcher(text).find();
    };

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .regularExpressionFactory(LINEAR)
                    .build()));

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Reads a schema.
     *
     * @throws UserError if it is no JSON, no schema, or has a pattern that cannot be matched in linear time
     */
    public static JsonSchema of(String text) {
        try {
            Schema schema = REGISTRY.getSchema(JSON.readTree(text));
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (JacksonException malformed) {
            throw new UserError("JSON schema: not JSON (%s)".formatted(malformed.getOriginalMessage()), malformed);
        } catch (SchemaException | PatternSyntaxException refused) {
            throw new UserError("JSON schema: %s".formatted(refused.getMessage()), refused);
        }
    }

    /** Returns whether the reply fits the schema; {@link Verdict#MISSING} if it is no JSON. */
    public Verdict check(String reply) {
        return json(reply)
                .map(node -> schema.validate(node).isEmpty() ? Verdict.CORRECT : Verdict.WRONG)
                .orElse(Verdict.MISSING);
    }

    private static Optional<JsonNode> json(String reply) {
        try {
            return Optional.of(JSON.readTree(unfenced(reply))).filter(node -> !node.isMissingNode());
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** Returns what stands in the last fence, or the whole text where there is none. */
    private static String unfenced(String reply) {
        int close = reply.lastIndexOf("```");
        int open = close < FENCE_LENGTH ? -1 : reply.lastIndexOf("```", close - FENCE_LENGTH);
        if (open < 0) {
            return reply.strip();
        }
        String block = reply.substring(open, close);
        var fence = FENCE.matcher(block);
        return (fence.lookingAt() ? block.substring(fence.end()) : block.substring(FENCE_LENGTH)).strip();
    }
}
