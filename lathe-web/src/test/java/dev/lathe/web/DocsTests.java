package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/shop.md shows to newcomers. */
class DocsTests {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theAgentOfTwentyLinesBuysSomething() throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/shop.md")));
        assertThat(program.find()).isTrue();
        assertThat(program.group(1).lines().filter(line -> !line.isBlank()).count())
                .isLessThanOrEqualTo(21);
        Path file = Files.writeString(folder.resolve("Agent.java"), program.group(1));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("success=").contains("bought=1.0");
    }
}
