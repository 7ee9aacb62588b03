package dev.lathe.env;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.List;
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
        JsonNode value = value(key);
        if (!value.isString()) {
            throw wrong(key, "a string", value);
        }
        return value.asString();
    }

    /**
     * Returns the text under a key; a number as it is written.
     *
     * @throws UserError if the key is missing or holds neither
     */
    public String scalar(String key) {
        JsonNode value = value(key);
        if (!value.isString() && !value.isNumber()) {
            throw wrong(key, "a string or a number", value);
        }
        return value.asString();
    }

    /**
     * Returns the values under a key.
     *
     * @throws UserError if the key is missing or holds no list
     */
    public List<JsonNode> list(String key) {
        JsonNode value = value(key);
        if (!value.isArray()) {
            throw wrong(key, "a list", value);
        }
        return value.valueStream().toList();
    }

    /** Returns the file's name without its ending and the line, such as {@code train:17}. */
    public String id() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ":" + number;
    }

    private JsonNode value(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            throw error("key '%s' is missing; there are %s".formatted(key, object.propertyNames()));
        }
        return value;
    }

    private UserError wrong(String key, String wanted, JsonNode value) {
        return error("key '%s' must be %s, not %s"
                .formatted(key, wanted, value.getNodeType().name().toLowerCase(Locale.ROOT)));
    }

    /** Returns an error that names this line, for the caller to throw. */
    public UserError error(String message) {
        return new UserError("%s:%d: %s".formatted(file, number, message));
    }
}
