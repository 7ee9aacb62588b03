package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.tensor.Scope;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuningTests {
    @TempDir
    Path folder;

    private Path model;
    private Path data;

    @BeforeEach
    void makeModelAndData() {
        model = TinyTune.model(folder.resolve("model"), 2, 1);
        data = TinyTune.data(folder.resolve("data.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: sft}",
                "{kind: preference, loss: {kind: dpo}}",
                "{kind: preference, loss: {kind: ipo}}",
                "{kind: preference, loss: {kind: orpo}}",
                "{kind: preference, loss: {kind: simpo}}",
                "{kind: kto}",
                "{kind: reward}"
            })
    void lowersTheLossOnHeldOutRows(String method) {
        List<MetricsLine> lines = lines(TinyTune.run(recipe(method), folder, "run"));
        assertThat(lines).hasSize(13);
        assertThat(last(lines, "held_out_loss")).isLessThan(first(lines, "held_out_loss"));
        if (!method.contains("sft") && !method.contains("kto")) {
            assertThat(last(lines, "held_out_pair_accuracy")).isGreaterThanOrEqualTo(0.75);
            assertThat(last(lines, "held_out_length_accuracy")).isZero();
        }
        assertThat(folder.resolve("run/report.html")).exists();
        assertThat(folder.resolve("run/timeline.json"))
                .content()
                .contains("\"name\":\"measure\"", "\"name\":\"train\"", "\"name\":\"checkpoint\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"distill", "on_policy_distill"})
    void bringsTheStudentNearItsTeacher(String kind) {
        Path teacher = TinyTune.model(folder.resolve("teacher"), 1, 9);
        TuneRecipe recipe = recipe(
                "{kind: %s, teaching: {teachers: [{path: %s}], divergence: {kind: reverse_kl}}}"
                        .formatted(kind, teacher),
                "optimizer.learning_rate=3e-3");
        List<MetricsLine> lines = lines(TinyTune.run(recipe, folder, "run"));
        assertThat(last(lines, "held_out_divergence")).isLessThan(0.8 * first(lines, "held_out_divergence"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{kind: sft}", "{kind: reward}", "{kind: preference}"})
    void comesToTheSameBitsAfterAStop(String method) throws IOException {
        TinyTune.run(recipe(method), folder, "whole");
        TinyTune.runTwice(recipe(method), folder, "halves", 6);
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(Files.mismatch(
                            folder.resolve("whole/checkpoints/step-13").resolve(file),
                            folder.resolve("halves/checkpoints/step-13").resolve(file)))
                    .isEqualTo(-1);
        }
        assertThat(last(lines("halves"), "loss")).isEqualTo(last(lines("whole"), "loss"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{kind: sft}", "{kind: reward}"})
    void anAdapterLearnsAloneAndIsWrittenAsPeftDoes(String method) throws IOException {
        TuneRecipe recipe = recipe(method, "adapter={rank: 4, alpha: 8, targets: [q_proj, down_proj]}");
        List<MetricsLine> lines = lines(TinyTune.run(recipe, folder, "whole"));
        assertThat(last(lines, "held_out_loss")).isLessThan(first(lines, "held_out_loss"));
        TinyTune.runTwice(recipe, folder, "halves", 6);
        Path end = folder.resolve("whole/checkpoints/step-13");
        assertThat(Files.mismatch(
                        end.resolve("model.safetensors"),
                        folder.resolve("halves/checkpoints/step-13/model.safetensors")))
                .isEqualTo(-1);
        try (Scope scope = Scope.open()) {
            Checkpoint base = Checkpoint.open(model);
            Map<String, RawTensor> merged = PeftAdapters.merge(base, adapter(end, base)).stream()
                    .collect(Collectors.toMap(RawTensor::name, tensor -> tensor));
            Checkpoint trained = Checkpoint.open(end);
            for (String name : trained.tensorNames()) {
                assertThat(trained.tensor(name).toFloats())
                        .as(name)
                        .containsExactly(
                                Objects.requireNonNull(merged.get(name)).toFloats(), within(1e-6f));
            }
        }
    }

    private static Adapter adapter(Path checkpoint, Checkpoint base) {
        Adapter adapter = PeftAdapters.read(checkpoint.resolve("adapter"), "learned", base.config());
        assertThat(adapter.changes().keySet())
                .hasSize(4)
                .allMatch(module -> module.endsWith("q_proj") || module.endsWith("down_proj"));
        return adapter;
    }

    @Test
    void writesARewardModelAsASequenceClassifier() throws IOException {
        TinyTune.run(recipe("{kind: reward}"), folder, "run");
        String config = Files.readString(folder.resolve("run/reward-model/config.json"));
        assertThat(config).contains("LlamaForSequenceClassification", "\"score\"");
    }

    @Test
    void makesAStudentOfSomeLayers() {
        assertThat(Shrinking.places(30, 4))
                .containsExactly(Map.entry(0, 0), Map.entry(10, 1), Map.entry(19, 2), Map.entry(29, 3));
        TuneRecipe recipe =
                recipe("{kind: sft}", "policy={kind: shrunk, path: %s, layers: 1}".formatted(model), "steps=1");
        long size = TinyTune.run(recipe, folder, "small").summary().parameters();
        assertThat(size)
                .isLessThan(TinyTune.run(recipe("{kind: sft}", "steps=1"), folder, "large")
                        .summary()
                        .parameters());
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> TinyTune.run(
                        recipe("{kind: sft}", "policy={kind: shrunk, path: %s, layers: 3}".formatted(model)),
                        folder,
                        "more"))
                .withMessageContaining("the model has 2");
    }

    @Test
    void skipsBadRowsAndListsThem() throws IOException {
        Files.writeString(data, "{\"prompt\": \"w1\"}\n" + Files.readString(data));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> TinyTune.run(recipe("{kind: sft}"), folder, "strict"))
                .withMessageStartingWith(data + ":1: ");
        Training.Result result = TinyTune.run(recipe("{kind: sft}", "data.on_bad=skip"), folder, "lax");
        assertThat(last(lines(result), "bad_rows")).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("lax/bad-data.txt")))
                .singleElement()
                .asString()
                .startsWith(data + ":1: ");
        Training.Result stopped = TinyTune.runTwice(recipe("{kind: sft}", "data.on_bad=skip"), folder, "stopped", 11);
        assertThat(last(lines(stopped), "bad_rows")).isEqualTo(1);
    }

    @Test
    void refusesToLearnFromNobody() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> recipe("{kind: distill, teaching: {teachers: []}}"))
                .withMessageContaining("must name at least one model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: sft} | policy={kind: from_scratch} | policy.kind: from_scratch has no words to read data with; use pretrained or shrunk",
                "{kind: kto} | batch=1 | batch: kto compares with answers to other prompts and needs at least 2 rows, not 1"
            })
    void refusesTheImpossibleBeforeAnythingIsLoaded(String method, String override, String message) throws IOException {
        Files.delete(data);
        TuneRecipe recipe = recipe(method, override);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> TinyTune.run(recipe, folder, "run"))
                .withMessage(message);
    }

    private TuneRecipe recipe(String method, String... overrides) {
        return TinyTune.recipe(folder, model, data, method, overrides);
    }

    private List<MetricsLine> lines(Training.Result result) {
        return MetricsLog.read(result.folder().resolve("metrics.jsonl"));
    }

    private List<MetricsLine> lines(String run) {
        return MetricsLog.read(folder.resolve(run).resolve("metrics.jsonl"));
    }

    private static double first(List<MetricsLine> lines, String name) {
        return lines.getFirst().metrics().get(name);
    }

    private static double last(List<MetricsLine> lines, String name) {
        return lines.getLast().metrics().get(name);
    }
}
