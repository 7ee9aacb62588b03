package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a record from nodes, and says in one line what is wrong with them. */
final class Binder {
    private final Shape.Section root;

    Binder(Shape.Section root) {
        this.root = root;
    }

    /** Returns the record. @throws UserError for the first thing that is wrong */
    Object bind(Node node) {
        return bindSection(table(node, root, ""), root, "");
    }

    private Object bind(Node node, Shape shape, String path) {
        return switch (shape) {
            case Shape.Scalar scalar -> bindScalar(node, scalar, path);
            case Shape.Items items -> bindItems(node, items, path);
            case Shape.Section section -> bindSection(table(named(node, section), section, path), section, path);
            case Shape.Choice choice -> bindChoice(node, choice, path);
        };
    }

    private static Object bindScalar(Node node, Shape.Scalar shape, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            throw mustBe(node, path, shape);
        }
        Object value = parse(scalar.text(), shape.codec());
        if (value == null || (!shape.bounds().isOpen() && !shape.bounds().contains(Codec.magnitude(value)))) {
            throw mustBe(node, path, shape);
        }
        return value;
    }

    /** Lets a value alone stand for a section that has a kind. */
    private static Node named(Node node, Shape.Section section) {
        boolean hasKind = section.keys().stream().anyMatch(key -> key.name().equals(Shape.KIND));
        return hasKind && node instanceof Node.Scalar ? Node.Table.of(node.where(), Shape.KIND, node) : node;
    }

    private static @Nullable Object parse(String text, Codec codec) {
        try {
            return codec.parse().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private List<Object> bindItems(Node node, Shape.Items shape, String path) {
        if (!(node instanceof Node.Items items)) {
            throw mustBe(node, path, shape);
        }
        List<Object> values = new ArrayList<>();
        for (Node item : items.items()) {
            values.add(bind(item, shape.element(), "%s[%d]".formatted(path, values.size())));
        }
        return List.copyOf(values);
    }

    private Object bindChoice(Node node, Shape.Choice choice, String path) {
        Node.Table table =
                node instanceof Node.Scalar ? Node.Table.of(node.where(), Shape.KIND, node) : table(node, choice, path);
        Node kind = table.find(Shape.KIND);
        if (kind == null) {
            throw new UserError("%s: %s: missing; it must be one of %s"
                    .formatted(table.where(), join(path, Shape.KIND), known(choice)));
        }
        Shape.Section section =
                kind instanceof Node.Scalar name ? choice.kinds().get(name.text()) : null;
        if (section == null) {
            throw new UserError("%s: %s: must be one of %s, not %s%s"
                    .formatted(
                            kind.where(),
                            join(path, Shape.KIND),
                            known(choice),
                            show(kind),
                            hint(kind, choice.kinds().keySet())));
        }
        return bindSection(table.without(Shape.KIND), section, path);
    }

    private Object bindSection(Node.Table table, Shape.Section section, String path) {
        table.entries().forEach((key, entry) -> {
            Retired retired = section.retired();
            if (retired != null && retired.key().equals(key)) {
                requireNoDifference(retired, entry, path);
            } else {
                requireKnown(key, entry, section, path);
            }
        });
        List<@Nullable Object> values = new ArrayList<>();
        for (Shape.Key key : section.keys()) {
            values.add(bindKey(table, key, join(path, key.name())));
        }
        return construct(table, section, values, path);
    }

    private static void requireNoDifference(Retired retired, Node.Entry entry, String path) {
        if (!(entry.value() instanceof Node.Scalar said && said.text().equals(retired.value()))) {
            throw new UserError(
                    "%s: %s: is used no longer; leave it out".formatted(entry.where(), join(path, retired.key())));
        }
    }

    private void requireKnown(String key, Node.Entry entry, Shape.Section section, String path) {
        List<String> siblings = section.keys().stream().map(Shape.Key::name).toList();
        if (!siblings.contains(key)) {
            String hint = Nearest.key(key, siblings, root);
            throw new UserError("%s: %s: unknown key%s; known here: %s"
                    .formatted(
                            entry.where(),
                            join(path, key),
                            hint == null ? "" : ", nearest is '%s'".formatted(hint),
                            String.join(", ", siblings)));
        }
    }

    private @Nullable Object bindKey(Node.Table table, Shape.Key key, String path) {
        Node given = table.find(key.name());
        String where = given == null ? table.where() : given.where();
        Node below = key.defaultValue() == null
                ? null
                : YamlReader.value(key.defaultValue(), "%s (default of %s)".formatted(where, path));
        Node node = below == null || given == null ? (given == null ? below : given) : Node.overlay(below, given);
        if (node == null && !key.nullable() && key.shape() instanceof Shape.Section) {
            node = Node.Table.empty(where);
        }
        if (key.nullable() && (node == null || node instanceof Node.Nothing)) {
            return null;
        }
        if (node == null) {
            throw new UserError("%s: %s: missing; it must be %s"
                    .formatted(where, path, key.shape().allowed()));
        }
        return bind(node, key.shape(), path);
    }

    private static Object construct(
            Node.Table table, Shape.Section section, List<@Nullable Object> values, String path) {
        try {
            return section.constructor().newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof UserError) {
                String at = path.isEmpty() ? "" : path + ": ";
                throw new UserError(
                        "%s: %s%s".formatted(table.where(), at, e.getCause().getMessage()), e.getCause());
            }
            throw new IllegalStateException("cannot make a " + section.type(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + section.type(), e);
        }
    }

    private static Node.Table table(Node node, Shape shape, String path) {
        if (node instanceof Node.Table table) {
            return table;
        }
        throw mustBe(node, path.isEmpty() ? "the recipe" : path, shape);
    }

    private static UserError mustBe(Node node, String path, Shape shape) {
        List<String> words =
                shape instanceof Shape.Scalar scalar ? scalar.codec().words() : List.of();
        return new UserError("%s: %s: must be %s, not %s%s"
                .formatted(node.where(), path, shape.allowed(), show(node), hint(node, words)));
    }

    private static String show(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> "'" + scalar.text() + "'";
            case Node.Nothing nothing -> "empty";
            case Node.Items items -> "a list";
            case Node.Table table -> "a section";
        };
    }

    private static String known(Shape.Choice choice) {
        return String.join(", ", choice.kinds().keySet());
    }

    private static String hint(Node node, Collection<String> words) {
        String nearest = node instanceof Node.Scalar scalar ? Nearest.of(scalar.text(), words) : null;
        return nearest == null ? "" : "; nearest is '%s'".formatted(nearest);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
