package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTests {
    private static final List<String> ARGUMENTS =
            List.of("train", "--set", "data.sources=[{path: a b.jsonl}]", "it's", "", "$HOME", "a/b-c_1.yaml", "水壶");

    @Test
    void plainArgumentsStayAsTheyAre() {
        assertThat(ShellWords.join(List.of("train", "--set", "rl.steps=3", "runs/a.b")))
                .isEqualTo("train --set rl.steps=3 runs/a.b");
    }

    @Test
    void aShellReadsWhatWasMeant() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + ShellWords.join(ARGUMENTS)).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.split("\n", -1))
                .startsWith(ARGUMENTS.toArray(String[]::new))
                .hasSize(ARGUMENTS.size() + 1);
    }
}
