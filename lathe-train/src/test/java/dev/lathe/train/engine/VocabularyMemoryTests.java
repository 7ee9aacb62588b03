package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a loss and its gradients take beside weights does not grow with the vocabulary. */
class VocabularyMemoryTests {
    private static final int SMALL = 8_192;
    private static final int LARGE = 262_144;

    @Test
    void logitsOfAllTokensNeverExist() throws Exception {
        long whole = (long) VocabularyMemoryProgram.TOKENS * LARGE * Float.BYTES;
        long small = risen(SMALL);
        assertThat(risen(LARGE))
                .as("beside %d of the small vocabulary; the logits would take %d", small, whole)
                .isLessThan(small + whole / 20);
    }

    private static long risen(int vocabulary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // a heap that is there from the beginning does not rise
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VocabularyMemoryProgram.class.getName(),
                        Integer.toString(vocabulary))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(said.strip());
    }
}
