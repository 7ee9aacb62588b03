package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a recipe together with those that it extends. */
final class Composition {
    private static final String EXTENDS = "extends";

    private Composition() {}

    static Node read(Source source) {
        return read(source, new LinkedHashSet<>());
    }

    private static Node read(Source source, Set<String> above) {
        Node node = YamlReader.file(source.text(), source.label());
        if (!(node instanceof Node.Table table) || table.find(EXTENDS) == null) {
            return node;
        }
        if (!(table.find(EXTENDS) instanceof Node.Scalar base)) {
            throw new UserError("%s: extends: must be the name of a shipped recipe or a path".formatted(table.where()));
        }
        above.add(source.label());
        Source below = source.base(base.text());
        if (above.contains(below.label())) {
            List<String> circle = List.copyOf(above);
            throw new UserError("%s: extends: goes round in a circle: %s, %s"
                    .formatted(base.where(), String.join(", ", circle), below.label()));
        }
        return Node.overlay(read(below, above), table.without(EXTENDS));
    }
}
