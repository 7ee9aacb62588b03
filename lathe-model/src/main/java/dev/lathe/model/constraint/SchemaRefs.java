package dev.lathe.model.constraint;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds the schemas that references name, which are in the same document. */
final class SchemaRefs {
    private static final int LONGEST_CHAIN = 100;

    private final JsonNode document;

    SchemaRefs(JsonNode document) {
        this.document = document;
    }

    JsonNode resolve(JsonNode ref, String at) {
        String text = ref.asString();
        if (text.equals("#")) {
            return document;
        }
        if (!text.startsWith("#/")) {
            throw SchemaText.error(at, "$ref must point into the same document, as #/$defs/name does, not " + ref);
        }
        JsonNode found = document.at(JsonPointer.compile(text.substring(1)));
        if (found.isMissingNode()) {
            throw SchemaText.error(at, "$ref points to nothing: " + text);
        }
        return found;
    }

    /** Returns a schema that is checked, joined with what it refers to. */
    JsonNode follow(JsonNode schema, String at) {
        JsonNode found = schema;
        SchemaText.check(found, at);
        for (int steps = 0; found.has("$ref"); steps++) {
            if (steps == LONGEST_CHAIN) {
                throw SchemaText.error(at, "$ref leads back to itself");
            }
            JsonNode target = resolve(found.get("$ref"), at);
            SchemaText.check(target, at);
            found = SchemaMerge.both(SchemaMerge.without(found, "$ref"), target, at);
        }
        return found;
    }
}
