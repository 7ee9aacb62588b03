package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    void scenariosAreNamed() {
        assertThat(run("train", "shop", "--scenario", "multi-persona", "--dry-run"))
                .isZero();
        assertThat(out.toString()).contains("scenario: multi_persona", "turn_limit: 40");
        assertThat(run("train", "shop", "--scenario", "trio", "--dry-run")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--scenario is trio; allowed is single, single-persona, multi, multi-persona");
    }
}
