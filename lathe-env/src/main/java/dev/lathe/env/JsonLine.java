package dev.lathe.env;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds one line of a JSONL file and where it stands.
 *
 * @param file the file
 * @param number the line, from 1
 * @param object what the line holds
 */
public record JsonLine(Path file, int number, ObjectNode object) {
    /**
     * Returns the text under a key.
     *
     * @throws UserError if the key is missing or holds no string
     */
    public String text(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            throw error("key '%s' is missing; there are %s".formatted(key, object.propertyNames()));
        }
        if (!value.isString()) {
            throw error("key '%s' must be a string, not %s"
                    .formatted(key, value.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        return value.asString();
    }

    /** Returns an error that names this line, for the caller to throw. */
    public UserError error(String message) {
        return new UserError("%s:%d: %s".formatted(file, number, message));
    }
}
