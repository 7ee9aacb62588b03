package dev.lathe.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDownloadTests {
    private static final byte[] WEIGHTS = new byte[300_000];

    static {
        new Random(1).nextBytes(WEIGHTS);
    }

    @TempDir
    private Path parent;

    private final SmallHub small = new SmallHub();

    @BeforeEach
    void fill() {
        small.files.put("config.json", "{}\n".getBytes(StandardCharsets.UTF_8));
        small.files.put("model.safetensors", WEIGHTS);
        small.files.put("README.md", "read me".getBytes(StandardCharsets.UTF_8));
        small.files.put("empty.json", new byte[0]);
    }

    @AfterEach
    void close() {
        small.close();
    }

    private List<String> pull(String... patterns) {
        return pull("owner/small", "main", Optional.empty(), patterns);
    }

    private List<String> pull(String repository, String revision, Optional<String> token, String... patterns) {
        try (Hub hub = new Hub(small.address(), token)) {
            return HubDownload.run(
                    hub,
                    repository,
                    revision,
                    parent.resolve("model"),
                    patterns.length == 0 ? HubDownload.CHECKPOINT : List.of(patterns),
                    Progress.SILENT);
        }
    }

    private byte[] weights() throws IOException {
        return Files.readAllBytes(parent.resolve("model/model.safetensors"));
    }

    private long asked(String path) {
        return small.asked.stream().filter(asked -> asked.path().endsWith(path)).count();
    }

    @Test
    void downloadsWhatACheckpointConsistsOfAndNothingTwice() throws IOException {
        assertThat(pull()).containsExactly("config.json", "model.safetensors", "empty.json");
        assertThat(weights()).isEqualTo(WEIGHTS);
        assertThat(parent.resolve("model")).isDirectoryNotContaining("glob:**/{README.md,.*}");
        pull();
        assertThat(asked("/resolve/" + SmallHub.COMMIT + "/model.safetensors")).isEqualTo(1);
        assertThat(pull("README*")).containsExactly("README.md");
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        small.breakAfter = 100_000;
        pull("*.safetensors");
        assertThat(weights()).isEqualTo(WEIGHTS);
        assertThat(small.asked)
                .anyMatch(asked ->
                        asked.path().startsWith("/storage/") && asked.range().matches("bytes=[1-9]\\d*-"));
    }

    @Test
    void goesOnWhereAnEarlierAttemptEnded() throws IOException {
        Files.createDirectories(parent.resolve("model"));
        Files.write(parent.resolve("model/.model.safetensors.partial"), Arrays.copyOf(WEIGHTS, 250_000));
        pull("*.safetensors");
        assertThat(weights()).isEqualTo(WEIGHTS);
        assertThat(small.asked).anyMatch(asked -> asked.range().equals("bytes=250000-"));
    }

    @Test
    void leavesNothingOfAFileWithAWrongHash() {
        small.lies = true;
        for (String name : List.of("model.safetensors", "config.json")) {
            assertThatThrownBy(() -> pull(name))
                    .isInstanceOf(UserError.class)
                    .hasMessage(name + ": what arrived is not what the hub promised (its hash is wrong); try again");
        }
        assertThat(parent.resolve("model")).isEmptyDirectory();
    }

    @Test
    void tellsTheTokenToNobodyButTheHub() throws IOException {
        small.token = "Bearer secret";
        assertThatThrownBy(this::pull)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the hub refuses access to owner/small; give a token by HF_TOKEN or --token");
        small.asked.clear();
        pull("owner/small", "main", Optional.of("secret"), "*.safetensors");
        assertThat(weights()).isEqualTo(WEIGHTS);
        assertThat(small.asked)
                .allMatch(
                        asked -> asked.authorization().isEmpty() == asked.path().startsWith("/storage/"));
    }

    @Test
    void mistakesAreOneLine() {
        assertThatThrownBy(() -> pull("*.gguf"))
                .isInstanceOf(UserError.class)
                .hasMessage("owner/small: no file matches *.gguf; there are"
                        + " [config.json, model.safetensors, README.md, empty.json]");
        assertThatThrownBy(() -> pull("owner/other", "main", Optional.empty()))
                .hasMessageContaining("the hub has no such repository, revision or file");
        assertThatThrownBy(() -> pull("owner/small", "v9", Optional.empty()))
                .hasMessageContaining("the hub has no such repository, revision or file");
        assertThatThrownBy(() -> pull("../../x", "main", Optional.empty()))
                .hasMessageContaining("is no name of a repository");
        small.files.put("../evil.json", new byte[1]);
        assertThatThrownBy(() -> pull("**evil.json")).hasMessageContaining("leads out of the folder");
        try (Hub silent = new Hub(URI.create("http://localhost:1"), Optional.empty())) {
            assertThatThrownBy(() -> silent.commit("owner/small", "main"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the hub does not answer");
        }
    }
}
