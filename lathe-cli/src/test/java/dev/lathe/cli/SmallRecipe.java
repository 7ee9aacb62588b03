package dev.lathe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Gives tests a recipe whose steps take milliseconds. */
final class SmallRecipe {
    private SmallRecipe() {}

    static Path in(Path folder) throws IOException {
        Path file = folder.resolve("small-shop.yaml");
        try (InputStream stream = SmallRecipe.class.getResourceAsStream("/small-shop.yaml")) {
            Files.write(file, Objects.requireNonNull(stream).readAllBytes());
        }
        return file;
    }
}
