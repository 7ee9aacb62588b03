package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.cli.house.Repository;
import dev.lathe.core.recipe.Recipes;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedRecipesTests {
    @Test
    void everyRecipeOfTheFolderIsShipped() {
        File[] files = Optional.ofNullable(
                        Repository.ROOT.resolve("recipes").toFile().listFiles())
                .orElse(new File[0]);
        List<String> names = Stream.of(files)
                .map(file -> file.getName().replaceFirst("\\.yaml$", ""))
                .toList();
        assertThat(Recipes.shipped()).containsExactlyInAnyOrderElementsOf(names);
    }
}
