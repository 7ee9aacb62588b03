package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.engine.EngineOptions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeEngineTests {
    private static final DecoderConfig CONFIG = new DecoderConfig(
            100,
            64,
            128,
            2,
            8,
            4,
            8,
            1e-5,
            10_000,
            false,
            true,
            false,
            false,
            512,
            OptionalInt.empty(),
            List.of(1),
            OptionalInt.empty(),
            DecoderChoices.plain("llama", 2, 128));

    private static EngineOptions options(String... arguments) {
        return CommandLine.populateCommand(new ServeEngine(), arguments).options(CONFIG, false);
    }

    @Test
    void writesAsManyRepliesAtOnceAsAsked() {
        assertThat(options("--batch", "3").passes().running()).isEqualTo(3);
        assertThat(options("--batch", "2000").passes().tokens()).isEqualTo(2000);
    }

    @Test
    void givesTheCacheTheMemoryThatWasAsked() {
        assertThat(options("--batch", "4").cacheTokens()).isEqualTo(4 * 512);
        // two layers of four heads of eight keys and values in four bytes
        assertThat(options("--batch", "400", "--cache", "1").cacheTokens()).isEqualTo((1 << 20) / (2 * 2 * 4 * 8 * 4));
    }

    @Test
    void sharesItsThreadsAmongProcesses() {
        assertThat(options("--threads", "5", "--tensor", "2").threadsPerShard()).isEqualTo(2);
        assertThat(options("--threads", "1", "--tensor", "4").threadsPerShard()).isEqualTo(1);
    }

    @Test
    void fillsPassesUpWhereResultsMustBeReproducible() {
        assertThat(options().passes().fixedRows()).isZero();
        assertThat(options("--reproducible").passes().fixedRows()).isEqualTo(32);
        assertThat(options("--reproducible", "--batch", "48").passes().fixedRows())
                .isEqualTo(48);
    }
}
