package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.cli.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RecipeKeysPageTests {
    @Test
    void thePageOfKeysIsWhatTheRecordsSay() throws IOException {
        assertThat(Files.readString(Repository.ROOT.resolve("docs/recipe-keys.md")))
                .as("write the page anew: ./lathe keys > docs/recipe-keys.md")
                .isEqualTo(KeysCommand.page());
    }
}
