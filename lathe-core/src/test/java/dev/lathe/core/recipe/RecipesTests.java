package dev.lathe.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.recipe.Sample.AdamW;
import dev.lathe.core.recipe.Sample.Language;
import dev.lathe.core.recipe.Sample.Model;
import dev.lathe.core.recipe.Sample.Muon;
import dev.lathe.core.recipe.Sample.Optimizer;
import dev.lathe.core.recipe.Sample.Rl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTests {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("r.yaml");
    }

    private Sample load(String yaml, String... overrides) throws IOException {
        Files.writeString(file, yaml);
        return Recipes.load(file, Sample.class, List.of(overrides));
    }

    @Test
    void fillsWhatIsNotGivenWithDefaults() throws IOException {
        assertThat(load("model: {layers: 2}"))
                .isEqualTo(new Sample(
                        17,
                        "sample",
                        new Model(2, Language.EN),
                        new AdamW(1e-3, 0.1),
                        null,
                        Duration.ofMinutes(15),
                        true,
                        List.of(),
                        List.of(0.5, 0.5)));
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        Sample sample = load("""
                seed: 1_000_000
                name: "3"
                model:
                  layers: 4
                  language: both_at_once
                optimizer:
                  kind: muon
                  learning_rate: 1
                rl:
                  clip: 1e0
                budget: 1h30m
                report: false
                files: [a/b.txt, "c d"]
                shares: [0, 1, 0.25]
                """);
        assertThat(sample)
                .isEqualTo(new Sample(
                        1_000_000,
                        "3",
                        new Model(4, Language.BOTH_AT_ONCE),
                        new Muon(1, 0.95),
                        new Rl(100, 8, 1.0),
                        Duration.ofMinutes(90),
                        false,
                        List.of(Path.of("a/b.txt"), Path.of("c d")),
                        List.of(0.0, 1.0, 0.25)));
    }

    @Test
    void aWholeNumberMayBeWrittenWithAnExponent() throws IOException {
        assertThat(load("{seed: 2e6, model: {layers: 1e1}}"))
                .extracting(Sample::seed, sample -> sample.model().layers())
                .containsExactly(2_000_000L, 10);
    }

    @Test
    void overridesAreLaidOverTheFileInTheirOrder() throws IOException {
        Sample sample = load(
                "model: {layers: 2}",
                "optimizer.learning_rate=3e-4",
                "model.layers=3",
                "rl.steps=5",
                "shares=[1]",
                "model.layers=4");
        assertThat(sample.optimizer()).isEqualTo(new AdamW(3e-4, 0.1));
        assertThat(sample.model().layers()).isEqualTo(4);
        assertThat(sample.rl()).isEqualTo(new Rl(5, 8, null));
        assertThat(sample.shares()).containsExactly(1.0);
    }

    @Test
    void anEmptyOverrideLeavesASectionOut() throws IOException {
        String yaml = "{model: {layers: 2}, rl: {steps: 5}}";
        assertThat(load(yaml, "rl=").rl()).isNull();
        assertThat(load(yaml, "rl=null").rl()).isNull();
    }

    @Test
    void aKindAloneMayStandForItsSection() throws IOException {
        Optimizer optimizer = load("{model: {layers: 2}, optimizer: muon}", "optimizer.momentum=0.5")
                .optimizer();
        assertThat(optimizer).isEqualTo(new Muon(0.02, 0.5));
    }

    @Test
    void anotherKindKeepsNoKeysOfTheOneBefore() throws IOException {
        String yaml = "{model: {layers: 2}, optimizer: {kind: adamw, weight_decay: 0}}";
        assertThat(load(yaml, "optimizer.kind=muon").optimizer()).isEqualTo(new Muon(0.02, 0.95));
        assertThat(load(yaml, "optimizer.kind=adamw").optimizer()).isEqualTo(new AdamW(1e-3, 0));
    }

    @Test
    void extendsAFileBesideIt() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "{seed: 1, model: {layers: 2, language: zh}}");
        Sample sample = load("extends: base.yaml\nmodel: {layers: 3}");
        assertThat(sample.seed()).isEqualTo(1);
        assertThat(sample.model()).isEqualTo(new Model(3, Language.ZH));
    }

    @Test
    void extendsAShippedRecipe() throws IOException {
        assertThat(load("{extends: tiny, seed: 5}").model()).isEqualTo(new Model(1, Language.EN));
    }

    @Test
    void findsShippedRecipesByName() {
        assertThat(Recipes.shipped()).contains("tiny", "tiny-chinese");
        Sample sample = Recipes.load("tiny-chinese", Sample.class, List.of("seed=3"));
        assertThat(sample.model()).isEqualTo(new Model(1, Language.ZH));
        assertThat(sample.seed()).isEqualTo(3);
    }
}
