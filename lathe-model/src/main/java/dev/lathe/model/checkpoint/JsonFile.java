package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a JSON object of a file and gives its values by type.
 *
 * @param path the file
 * @param root the object
 */
record JsonFile(Path path, JsonNode root) {
    /**
     * Reads a file.
     *
     * @throws UserError if it is missing or holds no JSON object
     */
    static JsonFile read(Path path) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(path));
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(path, e), e);
        } catch (JacksonException e) {
            throw new UserError("%s: not JSON: %s".formatted(path, e.getOriginalMessage()), e);
        }
        if (!root.isObject()) {
            throw new UserError(path + ": not a JSON object");
        }
        return new JsonFile(path, root);
    }

    static Optional<JsonFile> readIfPresent(Path path) {
        return Files.exists(path) ? Optional.of(read(path)) : Optional.empty();
    }

    /** Returns a value, or nothing if it is absent or null. */
    Optional<JsonNode> find(String key) {
        return Optional.ofNullable(root.get(key)).filter(node -> !node.isNull());
    }

    int integer(String key) {
        return find(key)
                .map(node -> toInt(key, node))
                .orElseThrow(() -> new UserError("%s: the key %s is missing".formatted(path, key)));
    }

    int integer(String key, int otherwise) {
        return find(key).map(node -> toInt(key, node)).orElse(otherwise);
    }

    /** Returns an integer that something is divided by. */
    int positive(String key, int otherwise) {
        int value = integer(key, otherwise);
        if (value < 1) {
            throw new UserError("%s: the key %s must be positive, not %d".formatted(path, key, value));
        }
        return value;
    }

    double number(String key, double otherwise) {
        return find(key)
                .map(node -> {
                    if (!node.isNumber()) {
                        throw wrong(key, "a number", node);
                    }
                    return node.asDouble();
                })
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return find(key)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(key, "true or false", node);
                    }
                    return node.asBoolean();
                })
                .orElse(otherwise);
    }

    Optional<String> text(String key) {
        return find(key).map(node -> {
            if (!node.isString()) {
                throw wrong(key, "a string", node);
            }
            return node.asString();
        });
    }

    int toInt(String key, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(key, "an integer", node);
        }
        return node.asInt();
    }

    private UserError wrong(String key, String expected, JsonNode found) {
        return new UserError("%s: the key %s must be %s, not %s".formatted(path, key, expected, Brief.of(found)));
    }
}
