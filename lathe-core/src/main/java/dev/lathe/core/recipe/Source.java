package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Names where a recipe's text is. */
sealed interface Source {
    /** A recipe that comes with Lathe. */
    record ShippedName(String name) implements Source {}

    /** A file of the user's. */
    record File(Path path) implements Source {}

    /** Takes anything that looks like a file for a file, and a bare word for a shipped name. */
    static Source of(String nameOrPath) {
        boolean file = nameOrPath.endsWith(".yaml") || nameOrPath.endsWith(".yml") || nameOrPath.contains("/");
        return file ? new File(Path.of(nameOrPath)) : new ShippedName(nameOrPath);
    }

    /** Finds what {@code extends} names in this recipe: a shipped recipe, or a file relative to this one. */
    default Source base(String extended) {
        return switch (of(extended)) {
            case ShippedName shipped -> shipped;
            case File file ->
                switch (this) {
                    case File self -> new File(self.path().resolveSibling(file.path()));
                    case ShippedName self -> file;
                };
        };
    }

    /** Returns the name that messages use. */
    default String label() {
        return switch (this) {
            case ShippedName shipped -> shipped.name() + ".yaml";
            case File file -> file.path().toString();
        };
    }

    default String text() {
        return switch (this) {
            case ShippedName shipped -> Shipped.text(shipped.name());
            case File file -> read(file.path());
        };
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new UserError("%s: no such recipe file".formatted(path), e);
        } catch (CharacterCodingException e) {
            throw new UserError("%s: is not UTF-8 text".formatted(path), e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
