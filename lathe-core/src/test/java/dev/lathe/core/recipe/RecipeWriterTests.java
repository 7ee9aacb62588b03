package dev.lathe.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.recipe.Sample.AdamW;
import dev.lathe.core.recipe.Sample.Language;
import dev.lathe.core.recipe.Sample.Model;
import dev.lathe.core.recipe.Sample.Muon;
import dev.lathe.core.recipe.Sample.Rl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeWriterTests {
    @TempDir
    Path folder;

    private Sample readBack(Sample sample) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), Recipes.write(sample));
        return Recipes.load(file, Sample.class, List.of());
    }

    private static Sample named(String name) {
        return new Sample(
                Long.MIN_VALUE,
                name,
                new Model(1, Language.ZH),
                new AdamW(2.5e-7, 0),
                new Rl(3, 4, null),
                Duration.ofMillis(1500),
                false,
                List.of(Path.of("x y"), Path.of("z: #1")),
                List.of(1.0 / 3, 1.0));
    }

    @Test
    void writesEveryKeyInTheOrderOfTheRecord() {
        Sample sample = new Sample(
                17,
                "sample",
                new Model(2, Language.EN),
                new Muon(0.02, 0.95),
                null,
                Duration.ofMinutes(15),
                true,
                List.of(),
                List.of(3e-4));
        assertThat(Recipes.write(sample)).isEqualTo("""
                seed: 17
                name: sample
                model:
                  layers: 2
                  language: en
                optimizer:
                  kind: muon
                  learning_rate: 0.02
                  momentum: 0.95
                rl: null
                budget: 15m
                report: true
                files: []
                shares:
                - 3e-4
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "3",
                "1e3",
                "a: b",
                "- a",
                "#x",
                "*x",
                "&x",
                "~",
                "two\nlines",
                "\u4e2d\u6587 \"q\"",
                " x "
            })
    void anyTextComesBack(String text) throws IOException {
        assertThat(readBack(named(text))).isEqualTo(named(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000_000, 1_500_000_000L, 60_000_000_000L, 5_400_000_000_000L, 86_400_000_000_000L})
    void anyDurationComesBack(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
    }
}
