package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    void anExportReplacesNoFolder() throws IOException {
        Path kept = Files.writeString(folder.resolve("recipe.yaml"), "name: x");
        assertThat(run("shop", "export", folder.toString(), "--products", "24")).isEqualTo(2);
        assertThat(err.toString()).contains(folder + ": is a folder");
        assertThat(kept).exists();
    }

    @Test
    void reportsSayWhatTheyCannotRead() throws IOException {
        Path page = folder.resolve("a.html");
        String kept = Files.writeString(folder.resolve("kept.jsonl"), "{}\n").toString();
        assertThat(run("shop", "report", kept, "--out", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("kept.jsonl:1: no run that 'lathe shop report RUN --json' kept");
        assertThat(run("shop", "report", kept, "--json", "--out", page.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--out: names a page, and --json writes none");
        assertThat(page).doesNotExist();
    }

    @Test
    void theModelOfShoppersNeedsAUrlAndAName() {
        assertThat(run("shop", "serve", "--shopper-url", "http://127.0.0.1:1/v1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--shopper-url and --shopper-model belong together");
        String[] keyed = {
            "shop",
            "serve",
            "--shopper-url",
            "http://127.0.0.1:1/v1",
            "--shopper-model",
            "m",
            "--shopper-key-variable",
            "NO_KEY"
        };
        assertThat(run(keyed)).isEqualTo(2);
        assertThat(err.toString()).contains("--shopper-key-variable: the environment has no variable NO_KEY");
    }

    @Test
    void aShopIsLargeEnoughForItsTasks() {
        for (String[] command : new String[][] {{"play", "shop"}, {"shop", "serve"}, {"shop", "serve", "--market"}}) {
            err.getBuffer().setLength(0);
            String[] small = Arrays.copyOf(command, command.length + 2);
            small[command.length] = "--products";
            small[command.length + 1] = "8";
            assertThat(run(small)).isEqualTo(2);
            assertThat(err.toString()).contains("--products must be at least 800, not 8");
        }
    }

    @Test
    void anIndexIsBuiltInAnEmptyFolder() {
        System.setIn(new ByteArrayInputStream(new byte[0]));
        String index = folder.toString();
        assertThat(run("shop", "serve", "--market", "--products", "800", "--index", index, "--stdio", "json"))
                .as(err.toString())
                .isZero();
        assertThat(folder.resolve("market.txt")).exists();
    }

    @Test
    void anEvaluationIsShownAndNotRun() {
        assertThat(run("eval", "shop", "--model", folder.toString(), "--tasks", "7", "--dry-run"))
                .isZero();
        assertThat(out.toString()).contains("held_out: 7").doesNotContain("success");
    }

    @Test
    void onlyRunsAreGradedAgain() {
        assertThat(run("shop", "regrade", folder.toString(), "--scorer", "shopsim-paper"))
                .isEqualTo(2);
        assertThat(err.toString()).contains(folder + ": is no run, since it has no recipe.yaml");
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
