package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Market;
import dev.lathe.shop.search.IndexForm;
import dev.lathe.shop.search.MarketIndex;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Serves a small shop in a process of its own. */
class ShopServeCommandTests {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    private @Nullable Process shop;

    @AfterEach
    void end() {
        if (shop != null) {
            shop.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws Exception {
        shop = new ProcessBuilder(OwnProcess.command(arguments)).start();
        return shop;
    }

    private static String awaitAddress(Process shop) throws Exception {
        BufferedReader said = shop.errorReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return address.group();
            }
        }
        throw new AssertionError("the server ended without a word of its address");
    }

    private static String get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void overHttpUntilItIsTold() throws Exception {
        Process process = start("shop", "serve", "--port", "0", "--products", "800");
        String url = awaitAddress(process);
        assertThat(get(url + "/v1/tasks?count=1")).contains("\"instruction\"");
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void anIndexOfOtherTermsIsRefusedBeforeAnythingIsServed(@TempDir Path folder) throws Exception {
        Path index = folder.resolve("index");
        MarketIndex.build(new Market(0, 800, Market.TWINS), IndexForm.COMBINED, index, 1);
        Process process = start(
                "shop",
                "serve",
                "--market",
                "--products",
                "800",
                "--index",
                index.toString(),
                "--chinese-terms",
                "words");
        assertThat(process.errorReader().lines())
                .contains(
                        "lathe: " + index
                                + ": its index is COMBINED, not COMBINED STEMS WORDS; one is built in a folder that is empty or not there");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void overStandardStreamsUntilTheyEnd() throws Exception {
        Process process = start("shop", "serve", "--stdio", "json", "--products", "800");
        try (var in = process.outputWriter()) {
            in.write(
                    "{\"id\":1,\"method\":\"open\",\"params\":{\"language\":\"zh\"}}\n{\"id\":2,\"method\":\"fly\"}\n");
        }
        List<String> answers = process.inputReader().lines().toList();
        assertThat(answers).hasSize(2);
        assertThat(JsonMapper.shared()
                        .readTree(answers.get(0))
                        .at("/result/language")
                        .asString())
                .isEqualTo("zh");
        assertThat(answers.get(1)).contains("unknown_method");
        assertThat(process.waitFor()).isZero();
    }
}
