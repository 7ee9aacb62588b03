package dev.lathe.core.recipe;

import java.util.stream.Stream;

/** Finds the keys that a recipe once had. */
final class RetiredKeys {
    private RetiredKeys() {}

    /** Returns what earlier recipes say of them, as lines without indentation. */
    static Stream<String> lines(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> Stream.of();
            case Shape.Items items -> lines(items.element());
            case Shape.Section section ->
                Stream.concat(
                        Stream.ofNullable(section.retired())
                                .map(retired -> "%s: %s".formatted(retired.key(), retired.value())),
                        section.keys().stream().flatMap(key -> lines(key.shape())));
            case Shape.Choice choice -> choice.kinds().values().stream().flatMap(RetiredKeys::lines);
        };
    }
}
