package dev.lathe.core.recipe;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Says what may stand under a key. */
sealed interface Shape {
    /** The key that tells the kinds of a choice apart. */
    String KIND = "kind";

    /** One value. */
    record Scalar(Codec codec, Bounds bounds) implements Shape {}

    /** A list of values of one shape. */
    record Items(Shape element) implements Shape {}

    /**
     * A record: every key is one of its components.
     *
     * @param retired a key that it has no longer, if there is one
     */
    record Section(
            Class<?> type,
            Constructor<?> constructor,
            List<Key> keys,
            @Nullable Retired retired) implements Shape {}

    /** A sealed interface; {@link #KIND} names the record. */
    record Choice(Class<?> type, SequencedMap<String, Section> kinds) implements Shape {}

    /**
     * A component of a record.
     *
     * @param defaultValue YAML; none if the key must be given, or may be absent, or is a section made of defaults
     */
    record Key(
            String name,
            Shape shape,
            boolean nullable,
            @Nullable String defaultValue,
            String doc) {}

    /** Returns, for a message, what may be written. */
    default String allowed() {
        return switch (this) {
            case Scalar(Codec codec, Bounds bounds) -> (codec.allowed() + " " + bounds.describe()).strip();
            case Items items -> "a list, each " + items.element().allowed();
            case Section section -> "a section with keys " + names(section);
            case Choice choice ->
                "a section whose kind is one of "
                        + String.join(", ", choice.kinds().keySet());
        };
    }

    private static String names(Section section) {
        return String.join(", ", section.keys().stream().map(Key::name).toList());
    }
}
