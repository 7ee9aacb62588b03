package dev.lathe.train.data;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one row of a data set, and says where it stands when it is wrong. */
public final class Row {
    private final DataSource source;
    private final Table table;
    private final long number;
    private final @Nullable ObjectNode object;

    Row(DataSource source, Table table, long number) {
        this(source, table, number, null);
    }

    private Row(DataSource source, Table table, long number, @Nullable ObjectNode object) {
        this.source = source;
        this.table = table;
        this.number = number;
        this.object = object;
    }

    Row load() {
        return new Row(source, table, number, table.row(number));
    }

    DataSource source() {
        return source;
    }

    /** Returns the value under a key, or null if there is none. */
    @Nullable
    JsonNode find(String key) {
        JsonNode value = object == null ? null : object.get(key);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String key) {
        return find(key) != null;
    }

    JsonNode require(String key) {
        JsonNode value = find(key);
        if (value == null) {
            throw error("key '%s' is missing; there are %s".formatted(key, keys()));
        }
        return value;
    }

    String text(String key) {
        return text(require(key), key);
    }

    String text(JsonNode value, String key) {
        if (!value.isString()) {
            throw error("key '%s' must be text, not %s"
                    .formatted(key, value.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        return value.asString();
    }

    List<String> keys() {
        return object == null ? List.of() : List.copyOf(object.propertyNames());
    }

    /** Returns the row's place for messages. */
    String where() {
        return table.where(number);
    }

    /** Returns an error that names this row, for the caller to throw. */
    public RuntimeException error(String message) {
        return new BadRow(where(), message);
    }
}
