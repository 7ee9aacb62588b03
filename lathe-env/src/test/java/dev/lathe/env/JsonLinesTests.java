package dev.lathe.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTests {
    @TempDir
    Path folder;

    @Test
    void readsLinesInOrderAndPassesOverBlankOnesAndOtherKeys() throws IOException {
        Path file = write("{\"key\": \"a\"}\n\n  \r\n{\"other\": [1], \"key\": \"\u4e2d\"}");
        assertThat(JsonLines.read(file, line -> line.number() + line.text("key")))
                .containsExactly("1a", "4\u4e2d");
    }

    @Test
    void namesFileAndLineOfWhatIsNotAnObject() throws IOException {
        refuses("{\"key\": \"a\"}\nnot json\n", "data.jsonl:2: not JSON (column 1)");
        refuses("{\"key\": \"a\"", "data.jsonl:1: not JSON (column 12)");
        refuses("{\"key\": \"a\"}\n\n[1]", "data.jsonl:3: not a JSON object");
        refuses("{\"key\": \"a\"} {\"key\": \"b\"}", "data.jsonl:1: more than one JSON value on the line");
    }

    @Test
    void namesTheKeyThatIsMissingOrOfAnotherType() throws IOException {
        refuses("{\"kei\": \"a\"}", "data.jsonl:1: key 'key' is missing; there are [kei]");
        refuses("{\"key\": 3}", "data.jsonl:1: key 'key' must be a string, not number");
        refuses("{\"key\": null}", "data.jsonl:1: key 'key' must be a string, not null");
    }

    @Test
    void refusesFilesThatAreEmptyMissingOrNotText() throws IOException {
        refuses("", "data.jsonl: empty data set; it needs at least one line with a JSON object");
        refuses("\n \n", "data.jsonl: empty data set; it needs at least one line with a JSON object");
        Path binary = Files.write(folder.resolve("data.jsonl"), new byte[] {(byte) 0xC3, (byte) 0x28});
        refuses(binary, "data.jsonl: not UTF-8 text");
        refuses(folder.resolve("none.jsonl"), "none.jsonl: no such file");
        refuses(folder, "cannot be read");
    }

    private void refuses(String content, String message) throws IOException {
        refuses(write(content), message);
    }

    private static void refuses(Path file, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> JsonLines.read(file, line -> line.text("key")))
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("data.jsonl"), content);
    }
}
