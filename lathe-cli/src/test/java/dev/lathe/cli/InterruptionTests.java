package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C ends a run in a process of its own, as it would a person's. */
class InterruptionTests {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    private Process train(String... more) throws IOException {
        // whoever runs the tests in the background may have them ignore the signal, and children inherit that
        List<String> command = new ArrayList<>(List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die"));
        command.addAll(OwnProcess.command("train", SmallRecipe.in(folder).toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private long steps() throws IOException {
        Path metrics = folder.resolve("runs/small/metrics.jsonl");
        return Files.exists(metrics) ? Files.readAllLines(metrics).size() : 0;
    }

    private void awaitSteps(Process run, long wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (steps() < wanted) {
            assertThat(run.isAlive())
                    .as(Files.readString(folder.resolve("err")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private List<String> interrupt(Process run) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        return Files.readAllLines(folder.resolve("err")).stream()
                .filter(line -> line.startsWith("lathe: "))
                .toList();
    }

    @Test
    void aRunFinishesItsStepSavesAndGoesOn() throws Exception {
        Process first = train();
        awaitSteps(first, 2);
        List<String> said = interrupt(first);
        long saved = steps();
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).startsWith("lathe: finishing the step and saving");
        assertThat(said.getLast())
                .startsWith("lathe: saved after step " + saved + "; go on with: lathe train ")
                .endsWith("small-shop.yaml --resume");
        assertThat(folder.resolve("runs/small/checkpoints/step-" + saved)).isDirectory();

        Process second = train("--resume");
        awaitSteps(second, saved + 2);
        interrupt(second);
        assertThat(Files.readAllLines(folder.resolve("runs/small/metrics.jsonl"))
                        .get((int) saved))
                .contains("\"step\":" + (saved + 1));
    }
}
