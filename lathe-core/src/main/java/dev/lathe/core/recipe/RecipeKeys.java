package dev.lathe.core.recipe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes the page of all keys of a recipe. */
public final class RecipeKeys {
    private final StringBuilder page = new StringBuilder();
    private final Deque<Part> parts = new ArrayDeque<>();

    /** A section that still has to be written. */
    private record Part(String path, @Nullable String kind, Shape.Section section) {}

    private RecipeKeys() {}

    /** Returns a page in Markdown: one table a section, one row a key with its type, default, range and meaning. */
    public static String markdown(Class<? extends Record> root) {
        var keys = new RecipeKeys();
        keys.page.append("# Keys of a recipe\n");
        keys.parts.add(new Part("", null, ShapeReader.section(root)));
        while (!keys.parts.isEmpty()) {
            keys.write(keys.parts.remove());
        }
        return keys.page.toString();
    }

    private void write(Part part) {
        if (!part.path().isEmpty()) {
            page.append("\n## `").append(part.path()).append('`');
            page.append(part.kind() == null ? "\n" : ", kind `%s`\n".formatted(part.kind()));
        }
        String doc = ShapeReader.doc(part.section().type());
        if (doc != null) {
            page.append('\n').append(doc).append('\n');
        }
        if (part.section().keys().isEmpty()) {
            return;
        }
        page.append("\n| key | type | default | meaning |\n|---|---|---|---|\n");
        for (Shape.Key key : part.section().keys()) {
            row(key);
            enqueue(key.shape(), part.path().isEmpty() ? key.name() : part.path() + "." + key.name());
        }
    }

    private void row(Shape.Key key) {
        page.append("| `%s` | %s | %s | %s |\n"
                .formatted(key.name(), cell(type(key.shape())), cell(defaultOf(key)), cell(key.doc())));
    }

    private void enqueue(Shape shape, String path) {
        switch (shape) {
            case Shape.Scalar scalar -> {}
            case Shape.Items items -> enqueue(items.element(), path + "[]");
            case Shape.Section section -> parts.add(new Part(path, null, section));
            case Shape.Choice choice ->
                choice.kinds().forEach((kind, section) -> parts.add(new Part(path, kind, section)));
        }
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Scalar(Codec codec, Bounds bounds) -> (codec.type() + " " + bounds.describe()).strip();
            case Shape.Items items -> "list, each " + type(items.element());
            case Shape.Section section -> "section";
            case Shape.Choice choice ->
                "kind " + String.join(", ", choice.kinds().keySet());
        };
    }

    private static String defaultOf(Shape.Key key) {
        if (key.defaultValue() != null) {
            return "`" + key.defaultValue() + "`";
        }
        return key.nullable() ? "none" : key.shape() instanceof Shape.Section ? "see below" : "must be given";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
