package dev.lathe.core.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Holds a piece of YAML that remembers where it was written. */
sealed interface Node {
    /** Returns the place, as a person would look it up: {@code shop.yaml:12} or {@code --set seed=x}. */
    String where();

    /** A single value as it was written. */
    record Scalar(String where, String text) implements Node {}

    /** Null, or a key with nothing behind it. */
    record Nothing(String where) implements Node {}

    /** A list. */
    record Items(String where, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Keys and what stands under them, in the order of the file. */
    record Table(String where, SequencedMap<String, Entry> entries) implements Node {
        public Table {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        static Table empty(String where) {
            return new Table(where, new LinkedHashMap<>());
        }

        static Table of(String where, String key, Node value) {
            return empty(where).with(key, where, value);
        }

        Table with(String key, String where, Node value) {
            var copy = new LinkedHashMap<>(entries);
            copy.put(key, new Entry(where, value));
            return new Table(this.where, copy);
        }

        Table without(String key) {
            var copy = new LinkedHashMap<>(entries);
            copy.remove(key);
            return new Table(where, copy);
        }

        @Nullable
        Node find(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }
    }

    /** What stands under a key, and where the key itself was written. */
    record Entry(String where, Node value) {}

    /** Lays one piece over another: tables key by key, everything else whole. */
    static Node overlay(Node below, Node above) {
        if (!(above instanceof Table upper)) {
            return above;
        }
        return switch (below) {
            case Table lower when sameKind(lower, upper) -> merge(lower, upper);
            case Scalar kind
            when !upper.entries().containsKey(Shape.KIND) -> merge(Table.of(kind.where(), Shape.KIND, kind), upper);
            default -> upper;
        };
    }

    private static Table merge(Table lower, Table upper) {
        var merged = new LinkedHashMap<>(lower.entries());
        upper.entries().forEach((key, entry) -> {
            Node below = lower.find(key);
            Node value = below == null ? entry.value() : overlay(below, entry.value());
            merged.put(key, new Entry(entry.where(), value));
        });
        return new Table(upper.where(), merged);
    }

    /** Keys of one kind of a choice mean nothing to another kind, so that a new kind starts afresh. */
    private static boolean sameKind(Table lower, Table upper) {
        return !(upper.find(Shape.KIND) instanceof Scalar above)
                || (lower.find(Shape.KIND) instanceof Scalar below
                        && above.text().equals(below.text()));
    }
}
