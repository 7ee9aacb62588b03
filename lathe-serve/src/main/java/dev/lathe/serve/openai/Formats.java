package dev.lathe.serve.openai;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.openai.ChatRequest.NamedSchema;
import dev.lathe.serve.openai.ChatRequest.ResponseFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a reply must look like. */
final class Formats {
    /** Is where the schema of a reply stands in a request. */
    static final String SCHEMA = "response_format.json_schema.schema";

    private Formats() {}

    /** Returns the JSON schema of the reply, or null if it is text. */
    static @Nullable JsonNode schema(@Nullable ResponseFormat format) {
        if (format == null) {
            return null;
        }
        String type = Check.present("response_format.type", format.type());
        return switch (type) {
            case "text" -> null;
            case "json_object" -> JsonMapper.shared().createObjectNode().put("type", "object");
            case "json_schema" -> schema(Check.present("response_format.json_schema", format.jsonSchema()));
            default ->
                throw Check.invalid(
                        "response_format.type",
                        "expected one of text, json_object, json_schema, but got '%s'".formatted(type));
        };
    }

    private static JsonNode schema(NamedSchema named) {
        JsonNode schema = Check.present(SCHEMA, named.schema());
        if (!schema.isObject()) {
            throw Check.invalid(SCHEMA, "expected an object, but got " + Json.kind(schema));
        }
        return schema;
    }
}
