package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.UserError;
import dev.lathe.model.checkpoint.SafetensorsFile;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.CheckpointsRecipe;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CheckpointTests {
    @TempDir
    private Path folder;

    @Test
    void aStepDoesNotWaitForTheDisk() {
        CountDownLatch disk = new CountDownLatch(1);
        try (BackgroundWrites writes = new BackgroundWrites()) {
            writes.begin(() -> await(disk));
            assertThatNoException().as("while the disk is busy").isThrownBy(writes::check);
            disk.countDown();
        }
    }

    @Test
    void whatGoesWrongIsToldAtTheNextStepAndOnce() throws InterruptedException {
        try (BackgroundWrites writes = new BackgroundWrites()) {
            writes.begin(() -> {
                throw new UserError("the disk is full");
            });
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> {
                        while (true) {
                            writes.check();
                            Thread.sleep(Duration.ofMillis(1));
                        }
                    })
                    .withMessage("the disk is full");
            assertThatNoException().isThrownBy(writes::await);
        }
    }

    @Test
    void whatGoesWrongIsToldAtTheEnd() {
        BackgroundWrites writes = new BackgroundWrites();
        writes.begin(() -> {
            throw new UserError("the disk is full");
        });
        assertThatExceptionOfType(UserError.class).isThrownBy(writes::close);
    }

    @Test
    void aCheckpointHoldsWhatWasThereWhenItWasBegun() {
        Policy policy = Policies.open(TinyTune.model(folder.resolve("model"), 1, 3));
        Tensor norm = policy.parameters().get("model.norm.weight");
        try (Scope _ = Scope.open();
                policy;
                RunFolder run = RunFolder.create(folder, "run", "");
                var checkpoints = new JobCheckpoints(run, new CheckpointsRecipe(1, 0, "reward", true), Team.alone())) {
            assertThat(norm).isNotNull();
            Tensor remembered = Tensor.ones(DType.FLOAT32, 2);
            var state = new JobState(0, 1, Validation.NONE, 1, PolicyVersion.INITIAL, List.of(), null);
            checkpoints.write(policy, Map.of(), List.of(new NamedTensor("remembered", remembered)), state);
            norm.fill_(7);
            remembered.fill_(7);
            checkpoints.finish();
            assertThat(SafetensorsFile.open(run.checkpoint(1).resolve("model.safetensors"))
                            .get("model.norm.weight")
                            .toFloats())
                    .containsOnly(1f);
            assertThat(JobCheckpoints.optimizerState(run.checkpoint(1))
                            .getFirst()
                            .tensor()
                            .toFloats())
                    .containsOnly(1f);
        }
    }

    @Test
    void theNewestAndTheBestStay() throws IOException {
        TuneRecipe recipe = TinyTune.recipe(
                folder,
                TinyTune.model(folder.resolve("model"), 2, 1),
                TinyTune.data(folder.resolve("data.jsonl")),
                "{kind: sft}",
                "checkpoint_every=1",
                "evaluate_every=1",
                // the loss falls, so that those with the most of it are not the newest
                "checkpoints={keep_last: 2, keep_best: 3, metric: held_out_loss, more_is_better: true}");
        TinyTune.run(recipe, folder, "run");
        List<MetricsLine> highest = MetricsLog.read(folder.resolve("run/metrics.jsonl")).stream()
                .filter(line -> line.step() > 1)
                .sorted(Comparator.comparingDouble(
                                (MetricsLine line) -> line.metrics().get("held_out_loss"))
                        .reversed())
                .limit(3)
                .toList();
        Path checkpoints = folder.resolve("run/checkpoints");
        assertThat(checkpoints.toFile().list())
                .contains("step-13", "step-12", "best")
                .contains(highest.stream().map(line -> "step-" + line.step()).toArray(String[]::new))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(Files.readSymbolicLink(checkpoints.resolve("best")))
                .hasToString("step-" + highest.getFirst().step());
        Policies.open(checkpoints.resolve("best")).close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
