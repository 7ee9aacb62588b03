package dev.lathe.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damages files in many small ways: what cannot be opened any more is the user's error, in one line that names the file. */
class DamagedCheckpointTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<JsonNode> WRONG = List.of(
            JSON.readTree("null"),
            JSON.readTree("-1"),
            JSON.readTree("0"),
            JSON.readTree("2147483647"),
            JSON.readTree("1e300"),
            JSON.readTree("\"x\""),
            JSON.readTree("true"),
            JSON.readTree("[[]]"),
            JSON.readTree("{\"x\": {}}"));
    private static final int HEAD = 4000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen3-moe", "gemma3"})
    void ggufFilesWithWrongBytes(String family) throws IOException {
        byte[] whole = Files.readAllBytes(GoldenFamily.path("families/" + family + "/converted.gguf"));
        Path file = folder.resolve("damaged.gguf");
        var random = new Random(family.hashCode());
        int refused = 0;
        for (int round = 0; round < 80; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(HEAD)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            Files.write(file, damaged);
            refused += refused(file, file) ? 1 : 0;
        }
        assertThat(refused).isBetween(10, 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "tokenizer_config.json",
                "generation_config.json",
                "tokenizer.json",
                "model.safetensors.index.json"
            })
    void foldersWithWrongValues(String name) {
        Path model = writeShards();
        JsonNode root = JSON.readTree(read(model.resolve(name)));
        List<Consumer<JsonNode>> edits = new ArrayList<>();
        collect(root, edits);
        for (Consumer<JsonNode> edit : edits) {
            for (JsonNode wrong : WRONG) {
                edit.accept(wrong);
                write(model.resolve(name), root.toString());
                refused(model, model);
            }
            edit.accept(null);
        }
        assertThat(edits).isNotEmpty();
    }

    @Test
    void indexedFileOutsideTheFolder() {
        Path model = writeShards();
        Path index = model.resolve("model.safetensors.index.json");
        for (String elsewhere : List.of("/etc/hostname", "../x.safetensors", "a\\u0000b", "..")) {
            write(index, "{\"weight_map\": {\"model.norm.weight\": \"%s\"}}".formatted(elsewhere));
            assertThat(refused(model, model)).isTrue();
        }
    }

    /** Collects edits, each of which puts a value in the place of one that is there, or with null puts that back. */
    private static void collect(JsonNode node, List<Consumer<JsonNode>> edits) {
        // one of many alike says what the others would
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            JsonNode old = array.get(0);
            edits.add(wrong -> array.set(0, wrong == null ? old : wrong));
            collect(old, edits);
        } else if (node instanceof ObjectNode object) {
            for (String key : object.propertyNames().stream().limit(20).toList()) {
                JsonNode old = object.get(key);
                edits.add(wrong -> object.set(key, wrong == null ? old : wrong));
                collect(old, edits);
            }
        }
    }

    private Path writeShards() {
        Checkpoint checkpoint = Checkpoint.open(GoldenFamily.read("llama3").folder());
        Path model = folder.resolve("model");
        CheckpointWriter.write(
                model,
                checkpoint.config(),
                checkpoint.tensorNames().stream().map(checkpoint::tensor).toList(),
                checkpoint.tokenizer(),
                checkpoint.chatTemplate().orElseThrow(),
                35_000);
        return model;
    }

    /** Tells whether a model cannot be opened; anything but the user's error fails the test. */
    private static boolean refused(Path model, Path named) {
        try {
            Checkpoint.open(model);
            return false;
        } catch (UserError e) {
            assertThat(e.getMessage())
                    .startsWith(named.toString())
                    .doesNotContain("\n")
                    .hasSizeLessThan(500);
            return true;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
