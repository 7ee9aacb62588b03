package dev.lathe.core.recipe;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the recipes that come with Lathe: resources in the folder {@code recipes} of any module. */
final class Shipped {
    private static final String FOLDER = "recipes";
    private static final String SUFFIX = ".yaml";

    private Shipped() {}

    /** Returns the names, without the suffix. */
    static SortedSet<String> names() {
        var names = new TreeSet<String>();
        try {
            for (URL folder : Collections.list(loader().getResources(FOLDER))) {
                collect(folder, names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Returns a recipe's text. @throws UserError if there is none of this name */
    static String text(String name) {
        try (InputStream stream = loader().getResourceAsStream(FOLDER + "/" + name + SUFFIX)) {
            if (stream == null) {
                throw unknown(name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError unknown(String name) {
        SortedSet<String> names = names();
        String hint = Nearest.of(name, names);
        return new UserError("no recipe '%s'%s; there are %s, or give a file that ends in .yaml"
                .formatted(name, hint == null ? "" : ", nearest is '%s'".formatted(hint), String.join(", ", names)));
    }

    private static void collect(URL folder, SortedSet<String> names) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection jar) {
            String prefix = jar.getEntryName() + "/";
            jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.startsWith(prefix))
                    .forEach(entry -> add(entry.substring(prefix.length()), names));
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            files.forEach(file -> add(file.getFileName().toString(), names));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource has a file's address: " + folder, e);
        }
    }

    private static void add(String file, SortedSet<String> names) {
        if (file.endsWith(SUFFIX) && file.indexOf('/') < 0) {
            names.add(file.substring(0, file.length() - SUFFIX.length()));
        }
    }

    private static ClassLoader loader() {
        return Shipped.class.getClassLoader();
    }
}
