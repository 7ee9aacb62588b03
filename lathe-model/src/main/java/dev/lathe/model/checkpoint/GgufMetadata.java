package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Holds the keys and values of a GGUF file, and gives them by type. */
final class GgufMetadata {
    private final Path path;
    private final Map<String, Object> values;

    private GgufMetadata(Path path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    static GgufMetadata read(Path path, GgufCursor cursor, long count) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            String key = cursor.name();
            values.put(key, cursor.value(key, cursor.int32()));
        }
        return new GgufMetadata(path, values);
    }

    Map<String, Object> values() {
        return values;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String string(String key) {
        return find(key, String.class).orElseThrow(() -> missing(key));
    }

    Optional<String> findString(String key) {
        return find(key, String.class);
    }

    int integer(String key) {
        return narrow(key, find(key, Long.class).orElseThrow(() -> missing(key)));
    }

    long integer(String key, long otherwise) {
        return find(key, Long.class).orElse(otherwise);
    }

    OptionalInt findInteger(String key) {
        return find(key, Long.class)
                .map(value -> OptionalInt.of(narrow(key, value)))
                .orElse(OptionalInt.empty());
    }

    double number(String key) {
        return find(key, Double.class).orElseThrow(() -> missing(key));
    }

    double number(String key, double otherwise) {
        return find(key, Double.class).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return find(key, Boolean.class).orElse(otherwise);
    }

    /** Returns a list whose elements are all of one type; empty if there is none. */
    <T> List<T> list(String key, Class<T> type) {
        List<?> list = find(key, List.class).orElse(List.of());
        for (Object element : list) {
            if (!type.isInstance(element)) {
                throw wrongType(key, "a list of " + type.getSimpleName(), element);
            }
        }
        return list.stream().map(type::cast).toList();
    }

    private <T> Optional<T> find(String key, Class<T> type) {
        @Nullable Object value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw wrongType(key, "a " + type.getSimpleName(), value);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private int narrow(String key, long value) {
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw wrongType(key, "an integer of 32 bits", value);
        }
        return (int) value;
    }

    private UserError missing(String key) {
        return new UserError("%s: the metadata key %s is missing".formatted(path, key));
    }

    private UserError wrongType(String key, String expected, Object found) {
        return new UserError(
                "%s: the metadata key %s must be %s, not %s".formatted(path, key, expected, Brief.of(found)));
    }
}
