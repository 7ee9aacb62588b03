package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void exportsProductsAndConvertsThem() throws IOException {
        String lines = folder.resolve("products.jsonl").toString();
        assertThat(run("shop", "export", lines, "--products", "24", "--language", "zh"))
                .isZero();
        assertThat(Files.readAllLines(Path.of(lines))).hasSize(24);
        String converted = folder.resolve("items.json").toString();
        assertThat(run("shop", "export", converted, "--format", "webshop", "--from", lines))
                .isZero();
        assertThat(Files.readString(Path.of(converted))).startsWith("[").contains("\"product_category\"");
        assertThat(run("shop", "export", lines, "--from", lines)).isEqualTo(2);
        assertThat(err.toString()).contains("--from: the file to write is the file to read");
    }

    @Test
    void aCatalogueOfOnesOwnIsPlayed() throws IOException {
        String lines = folder.resolve("products.jsonl").toString();
        assertThat(run("shop", "export", lines, "--products", "24")).isZero();
        System.setIn(new ByteArrayInputStream("steel\nbuy[]\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(run("play", "shop", "--catalogue", lines, "--task", "3")).isZero();
        assertThat(out.toString()).contains("Task 3; --task 3 plays it again.", "You left without a purchase");
        assertThat(run("play", "shop", "--catalogue", lines, "--task", "24")).isEqualTo(2);
        assertThat(err.toString()).contains("--task: the catalogue has 24 tasks, from 0");
        assertThat(run("play", "shop", "--catalogue", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none: cannot be read");
    }

    @Test
    void scenariosAreNamed() {
        assertThat(run("train", "shop", "--scenario", "multi-persona", "--dry-run"))
                .isZero();
        assertThat(out.toString()).contains("name: shop-multi-persona", "scenario: multi_persona", "turn_limit: 40");
        assertThat(run("train", "shop", "--scenario", "trio", "--dry-run")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--scenario is trio; allowed is single, single-persona, multi, multi-persona");
    }
}
