package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.tensor.Device;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be trained as a recipe says is refused in one clear line, before anything is started. */
class TeamInputTests {
    private static final String RUN = "run";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "parallel.data=9, parallel.data: 9 processes are more than the 8 rows of a batch; allowed: 1 to 8",
        "parallel.tensor=2, parallel.tensor: 2 does not divide the model's 1 heads of keys and values; allowed: 1",
        "parallel.pipeline=3, parallel.pipeline: 3 processes cannot each have one of the model's 2 layers",
        "parallel.expert=2, parallel.expert: the model has no experts to divide among 2 processes",
        "compute.device=cuda:7, 'compute.device: there is no device cuda:7 here; libtorch sees the cpu alone'",
        "compute.device=tpu, 'device ''tpu'' is unknown; allowed: cpu, cuda, cuda:<index>, mps'",
    })
    void whatDoesNotGoTogether(String override, String line) {
        assertMistake(() -> TinyTune.run(tune(override), folder, RUN), line);
        assertThat(folder.resolve(RUN)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreProcessesThanTheMachineBears(boolean fromData) {
        String many = "parallel={data: 64, tensor: 16}";
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> {
                    if (fromData) {
                        TinyTune.run(tune(many, "batch=64"), folder, RUN);
                    } else {
                        train(TinyJob.recipe(folder, many, "sft.phases=[]", "rl.tasks=16"));
                    }
                })
                .withMessageMatching("parallel: data 64 x tensor 16 are 1024 processes, and this machine bears [0-9]+: "
                        + "4 a core of [0-9]+, and 0\\.[0-9]+ GiB each of [0-9.]+ GiB");
        assertThat(folder.resolve(RUN)).doesNotExist();
    }

    @Test
    void moreProcessesThanEpisodesOrLessons() {
        assertMistake(
                () -> train(TinyJob.recipe(folder, "sft.phases=[]", "parallel.data=9")),
                "parallel.data: 9 processes are more than the 8 episodes of a step; allowed: 1 to 8");
        assertMistake(
                () -> train(TinyJob.recipe(folder, "parallel.data=4")),
                "parallel.data: 4 processes are more than the 3 lessons of a step; allowed: 1 to 3");
    }

    @Test
    void aModelThatNoMachineHolds() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(
                        () -> train(
                                TinyJob.recipe(
                                        folder,
                                        "policy={kind: from_scratch, layers: 64, hidden_size: 65536, intermediate_size: 262144, heads: 64}")))
                .withMessageMatching(
                        "memory: this run needs at least [0-9.]+ GiB \\(Java and libtorch 0.3, weights [0-9.]+, gradients [0-9.]+, "
                                + "optimizer [0-9.]+, engine [0-9.]+, a checkpoint while it is written [0-9.]+\\), "
                                + "and this machine has [0-9.]+; use a smaller model, an adapter");
    }

    @Test
    void memoryIsPredictedWithTheArithmetic() {
        long gib = 1L << 30;
        var four = new MemoryForecast(new ParallelRecipe(4, Shard.OPTIMIZER, 1, 1, 1, 1), gib, gib, 2, 1, false, 0, 0);
        assertMistake(
                () -> four.require(52 * gib),
                "memory: 4 processes need at least 53.0 GiB (Java and libtorch 1.0, weights 16.0, gradients 16.0, optimizer 8.0, a checkpoint while"
                        + " it is written 12.0), and this machine has 52.0; use a smaller model, an adapter, fewer processes or"
                        + " shard: optimizer");
        assertThatCode(() -> four.require(54 * gib)).doesNotThrowAnyException();
    }

    @Test
    void memoryOfDevicesIsPredictedApartFromThatOfTheMachine() {
        long gib = 1L << 30;
        var two = new MemoryForecast(new ParallelRecipe(2, Shard.NONE, 1, 1, 1, 1), gib, gib, 2, 1, false, 1, 2);
        assertMistake(
                () -> two.require(64 * gib, Device.cuda(0), 21 * gib),
                "memory: each of 2 processes needs at least 22.0 GiB (weights 4.0, gradients 4.0, optimizer 8.0, other models 4.0, engine"
                        + " 2.0), and cuda:0 has 21.0; use a smaller model, an adapter, fewer processes or shard: optimizer");
        assertMistake(
                () -> two.require(20 * gib, Device.cuda(0), 22 * gib),
                "memory: 2 processes need at least 20.5 GiB (Java and libtorch 0.5, weights while they are read 8.0, a checkpoint while"
                        + " it is written 12.0), and this machine has 20.0; use a smaller model, an adapter, fewer processes or"
                        + " shard: optimizer");
        assertThatCode(() -> two.require(21 * gib, Device.cuda(0), 22 * gib)).doesNotThrowAnyException();
    }

    @Test
    void aCheckpointOfAnotherModel() throws IOException {
        TuneRecipe recipe = tune();
        stopped(recipe);
        Path weights = folder.resolve("run/checkpoints/step-2");
        Path other = TinyTune.model(folder.resolve("other"), 1, 4);
        for (String file : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(other.resolve(file), weights.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assertMistake(
                () -> resume(recipe),
                "%s: a checkpoint of another model than the recipe's policy: model.layers.1.input_layernorm.weight differs"
                        .formatted(weights.toAbsolutePath()));
    }

    @Test
    void aCheckpointWithoutAFile() throws IOException {
        TuneRecipe recipe = tune();
        stopped(recipe);
        Path state = folder.resolve("run/checkpoints/step-2/optimizer.safetensors");
        Files.delete(state);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> resume(recipe))
                .withMessageContaining(state.toAbsolutePath().toString());
    }

    @Test
    void aModelWithoutOneOfItsFiles() throws IOException {
        Path model = TinyTune.model(folder.resolve("model"), 2, 1);
        Files.delete(model.resolve("model.safetensors"));
        Files.writeString(model.resolve("model.safetensors.index.json"), """
                {"weight_map": {"model.norm.weight": "model-00002-of-00002.safetensors"}}""");
        TuneRecipe recipe = TinyTune.recipe(folder, model, TinyTune.data(folder.resolve("data.jsonl")), "{kind: sft}");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> TinyTune.run(recipe, folder, RUN))
                .withMessageContaining("model-00002-of-00002.safetensors");
    }

    private void stopped(TuneRecipe recipe) {
        StopRequest stop = new StopRequest();
        Tuning.run(recipe, folder, RUN, false, new TinyTune.Stopping(stop, 2), stop, TinyJob.ALONE);
    }

    private void resume(TuneRecipe recipe) {
        Tuning.run(recipe, folder, RUN, true, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
    }

    private TuneRecipe tune(String... overrides) {
        return TinyTune.recipe(
                folder,
                TinyTune.model(folder.resolve("model"), 2, 1),
                TinyTune.data(folder.resolve("data.jsonl")),
                "{kind: sft}",
                overrides);
    }

    private void train(Recipe recipe) {
        Training.run(recipe, folder, RUN, false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
    }

    private static void assertMistake(ThrowingCallable work, String line) {
        assertThatExceptionOfType(UserError.class).isThrownBy(work).withMessage(line);
    }
}
