package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/** Reads recipes into records, and writes them. */
public final class Recipes {
    private Recipes() {}

    /**
     * Reads a recipe by the name of a shipped one, or by a path (which ends in {@code .yaml} or has a folder in it).
     *
     * @param overrides texts {@code key.path=value}, the value in YAML; later ones win
     * @throws UserError if anything is wrong with what the user wrote: one line with the place, the key and what is allowed
     */
    public static <R extends Record> R load(String nameOrPath, Class<R> root, List<String> overrides) {
        return load(Source.of(nameOrPath), root, overrides);
    }

    /** Reads a recipe from a file, as {@link #load(String, Class, List)} does. */
    public static <R extends Record> R load(Path file, Class<R> root, List<String> overrides) {
        return load(new Source.File(file), root, overrides);
    }

    /**
     * Reads a recipe that {@link #write} wrote.
     *
     * @param label names the text in messages
     * @throws UserError as {@link #load(String, Class, List)} does
     */
    public static <R extends Record> R parse(String text, String label, Class<R> root) {
        return bind(YamlReader.file(text, label), root, List.of());
    }

    /**
     * Returns settings that no recipe holds: the record's defaults with overrides laid over them.
     *
     * @throws UserError as {@link #load(String, Class, List)} does
     */
    public static <R extends Record> R defaults(Class<R> root, List<String> overrides) {
        return bind(Node.Table.empty("--set"), root, overrides);
    }

    private static <R extends Record> R load(Source source, Class<R> root, List<String> overrides) {
        return bind(Composition.read(source), root, overrides);
    }

    private static <R extends Record> R bind(Node recipe, Class<R> root, List<String> overrides) {
        Shape.Section shape = ShapeReader.section(root);
        return root.cast(new Binder(shape).bind(Overrides.apply(recipe, overrides)));
    }

    /**
     * Tells whether a recipe, or one that it extends, has a key at its top.
     *
     * @throws UserError if there is no such recipe
     */
    public static boolean has(String nameOrPath, String key) {
        return Composition.read(Source.of(nameOrPath)) instanceof Node.Table table && table.find(key) != null;
    }

    /** Returns what recipes that were written earlier may say of keys that are used no longer, as lines without indentation. */
    public static List<String> retired(Class<? extends Record> root) {
        return RetiredKeys.lines(ShapeReader.section(root)).toList();
    }

    /** Writes a recipe with every key that it has; reading it gives an equal record. */
    public static String write(Record recipe) {
        return RecipeWriter.write(recipe);
    }

    /** Returns the names of the recipes that come with Lathe. */
    public static SortedSet<String> shipped() {
        return Shipped.names();
    }
}
