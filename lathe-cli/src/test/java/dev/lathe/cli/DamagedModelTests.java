package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged checkpoints end a command with one line and the exit code of a mistake. */
class DamagedModelTests {
    private static final Path QWEN =
            Path.of("../lathe-model/src/test/resources/dev/lathe/model/checkpoint/families/qwen3");
    private static final Pattern OFFSETS = Pattern.compile("\"data_offsets\":\\[(\\d+),(\\d+)\\]");

    @TempDir
    private Path folder;

    private Path weights = Path.of("");
    private byte[] whole = {};

    @BeforeEach
    void copyModel() throws IOException {
        for (String name : new String[] {"config.json", "tokenizer.json", "model.safetensors"}) {
            Files.copy(QWEN.resolve(name), folder.resolve(name));
        }
        weights = folder.resolve("model.safetensors");
        whole = Files.readAllBytes(weights);
    }

    private static void refuses(Path model, String message) {
        var err = new StringWriter();
        int code = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute("model", "show", model.toString());
        assertThat(err.toString())
                .startsWith("lathe: " + model)
                .contains(message)
                .containsOnlyOnce("\n");
        assertThat(code).isEqualTo(2);
    }

    private void refuses(byte[] damaged, String message) throws IOException {
        Files.write(weights, damaged);
        refuses(folder, message);
    }

    @Test
    void truncated() throws IOException {
        refuses(Arrays.copyOf(whole, whole.length - 100), "the file is truncated");
        refuses(Arrays.copyOf(whole, 500), "truncated or not a safetensors file: a header of");
        refuses(new byte[0], "truncated or not a safetensors file: a header of unknown bytes in a file of 0");
    }

    @Test
    void enormousHeader() throws IOException {
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60);
        refuses(whole, "a header of 1152921504606846976 bytes in a file of " + whole.length);
    }

    @Test
    void wrongOffsets() throws IOException {
        refuses(moved(0, 8), "its offsets are [8,");
    }

    @Test
    void overlappingTensors() throws IOException {
        MatchResult first = OFFSETS.matcher(header())
                .results()
                .filter(match -> match.group(1).equals("0"))
                .findFirst()
                .orElseThrow();
        long end = Long.parseLong(first.group(2));
        refuses(moved(end, end - 8), "begins at byte " + (end - 8) + " of the data, the one before it ends at " + end);
    }

    /** Returns the file with the tensor that begins at one byte beginning at another; it keeps its end if it begins at 0. */
    private byte[] moved(long from, long to) {
        String moved = OFFSETS.matcher(header()).replaceAll(match -> {
            long begin = Long.parseLong(match.group(1));
            long end = Long.parseLong(match.group(2));
            if (begin != from) {
                return match.group();
            }
            String offsets = "\"data_offsets\":[%d,%d]".formatted(to, from == 0 ? end : end + to - from);
            // JSON may hold spaces, and the header keeps its length
            return offsets + " ".repeat(match.group().length() - offsets.length());
        });
        byte[] damaged = whole.clone();
        byte[] bytes = moved.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, damaged, Long.BYTES, bytes.length);
        return damaged;
    }

    private String header() {
        long length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(whole, Long.BYTES, Math.toIntExact(length), StandardCharsets.UTF_8);
    }

    @Test
    void ggufFiles() throws IOException {
        byte[] gguf = Files.readAllBytes(QWEN.resolve("converted.gguf"));
        Path file = folder.resolve("model.gguf");
        Files.write(file, Arrays.copyOf(gguf, gguf.length - 4096));
        refuses(file, "truncated: tensor");
        ByteBuffer.wrap(gguf).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 1L << 60);
        Files.write(file, gguf);
        refuses(file, "truncated or damaged: 1152921504606846976 tensors in a file of " + gguf.length + " bytes");
    }
}
