package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes that know their lines. */
final class YamlReader implements AutoCloseable {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final YAMLParser parser;
    private final IntFunction<String> place;

    private YamlReader(String yaml, IntFunction<String> place) {
        this.parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), yaml);
        this.place = place;
    }

    /** Reads a file's text; an empty one is an empty table. */
    static Node file(String yaml, String name) {
        IntFunction<String> place = line -> name + ":" + line;
        return read(yaml, place, Node.Table.empty(place.apply(1)));
    }

    /** Reads a value that was given on one line, such as an override or a default. */
    static Node value(String yaml, String where) {
        return read(yaml, line -> where, new Node.Nothing(where));
    }

    private static Node read(String yaml, IntFunction<String> place, Node empty) {
        try (var reader = new YamlReader(yaml, place)) {
            return reader.document(empty);
        } catch (JacksonException e) {
            var location = e.getLocation();
            int line = location == null ? 1 : Math.max(1, location.getLineNr());
            throw new UserError("%s: not YAML: %s".formatted(place.apply(line), oneLine(e.getOriginalMessage())), e);
        }
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "cannot be read"
                : message.strip().lines().findFirst().orElse("cannot be read");
    }

    private Node document(Node empty) {
        JsonToken first = parser.nextToken();
        Node node = first == null ? empty : node(first);
        if (parser.nextToken() != null) {
            throw new UserError(here() + ": one document is allowed, and here a second one begins");
        }
        return node;
    }

    private Node node(JsonToken token) {
        if (parser.isCurrentAlias()) {
            throw new UserError(here() + ": aliases (*name) are not understood; write the value out or use extends");
        }
        return switch (token) {
            case START_OBJECT -> table();
            case START_ARRAY -> items();
            case VALUE_NULL -> new Node.Nothing(here());
            default -> new Node.Scalar(here(), parser.getString());
        };
    }

    private Node table() {
        String start = here();
        var entries = new LinkedHashMap<String, Node.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String where = here();
            if (entries.put(key, new Node.Entry(where, node(parser.nextToken()))) != null) {
                throw new UserError("%s: %s: the key is there twice".formatted(where, key));
            }
        }
        return new Node.Table(start, entries);
    }

    private Node items() {
        String start = here();
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new Node.Items(start, items);
    }

    private String here() {
        return place.apply(parser.currentTokenLocation().getLineNr());
    }

    @Override
    public void close() {
        parser.close();
    }
}
