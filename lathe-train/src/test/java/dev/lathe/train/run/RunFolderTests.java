package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTests {
    private static final String RECIPE = "seed: 1\nrl:\n  steps: 3\n";

    @TempDir
    Path root;

    @Test
    void aNewRunHoldsItsRecipe() {
        try (RunFolder run = RunFolder.create(root.resolve("runs"), "one", RECIPE)) {
            assertThat(run.recipe()).hasContent(RECIPE);
            assertThat(run.path()).isEqualTo(root.resolve("runs/one"));
            assertThat(run.name()).isEqualTo("one");
            assertThat(run.newestCheckpoint()).isEmpty();
        }
    }

    @Test
    void aRunThatExistsIsNotOverwritten() {
        RunFolder.create(root, "one", RECIPE).close();
        assertUserError(
                () -> RunFolder.create(root, "one", RECIPE),
                "run 'one' exists in %s; continue it by --resume, or choose another --name".formatted(root));
    }

    @Test
    void filesOfOthersAreNotOverwritten() throws IOException {
        Files.createDirectories(root.resolve("one"));
        Files.writeString(root.resolve("one/thesis.tex"), "");
        assertUserError(
                () -> RunFolder.create(root, "one", RECIPE),
                "%s holds files that are no run's; choose another --name".formatted(root.resolve("one")));
    }

    @Test
    void aRunKilledBeforeItsRecipeWasWrittenCanBeginAgain() throws IOException {
        Files.createDirectories(root.resolve("one"));
        Files.writeString(root.resolve("one/.lock"), "4711");
        Files.writeString(root.resolve("one/.recipe.yaml.partial"), "see");
        try (RunFolder run = RunFolder.create(root, "one", RECIPE)) {
            assertThat(run.recipe()).hasContent(RECIPE);
        }
    }

    @Test
    void aRunInUseByThisProcessIsRefused() {
        RunFolder open = RunFolder.create(root, "one", RECIPE);
        assertUserError(
                () -> RunFolder.resume(root, "one", RECIPE),
                "run 'one' is in use by process %d; wait for it, or choose another --name"
                        .formatted(ProcessHandle.current().pid()));
        open.close();
        RunFolder.resume(root, "one", RECIPE).close();
    }

    @Test
    void aRunInUseByAnotherProcessIsRefusedUntilThatIsKilled() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("holding");
            assertUserError(
                    () -> RunFolder.resume(root, "one", RECIPE),
                    "run 'one' is in use by process %d; wait for it, or choose another --name".formatted(holder.pid()));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        RunFolder.resume(root, "one", RECIPE).close();
    }

    /** Opens a run in another process and never lets go. */
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            RunFolder held = RunFolder.create(Path.of(arguments[0]), "one", RECIPE);
            System.out.println("holding");
            Thread.sleep(60_000);
            Objects.requireNonNull(held).close();
        }
    }

    @Test
    void resumeNamesTheFirstLineOfTheRecipeThatDiffers() {
        RunFolder.create(root, "one", RECIPE).close();
        assertUserError(
                () -> RunFolder.resume(root, "one", "seed: 1\nrl:\n  steps: 30\n"),
                "the recipe differs from that of run 'one' (its recipe.yaml, line 3: 'steps: 3', now 'steps: 30');"
                        + " resume with the same recipe, or choose another --name");
        assertUserError(
                () -> RunFolder.resume(root, "one", RECIPE + "out: x\n"),
                "the recipe differs from that of run 'one' (its recipe.yaml, line 4: '', now 'out: x');"
                        + " resume with the same recipe, or choose another --name");
    }

    @Test
    void aRunGoesOnWhoseRecipeHasAKeyThatIsUsedNoLonger() {
        RunFolder.create(root, "one", RECIPE + "sft:\n  unknown_words: 0.0\n").close();
        RunFolder.resume(root, "one", RECIPE + "sft:\n").close();
        assertUserError(
                () -> RunFolder.resume(root, "one", RECIPE + "sft:\n  phases: []\n"),
                "the recipe differs from that of run 'one' (its recipe.yaml, line 5: '', now 'phases: []');"
                        + " resume with the same recipe, or choose another --name");
    }

    @Test
    void resumeNamesTheRunsThatExist() {
        assertUserError(
                () -> RunFolder.resume(root, "one", RECIPE),
                "no run 'one' to resume in %s; there is none".formatted(root));
        RunFolder.create(root, "two", RECIPE).close();
        RunFolder.create(root, "three", RECIPE).close();
        assertUserError(
                () -> RunFolder.resume(root, "one", RECIPE),
                "no run 'one' to resume in %s; there are three, two".formatted(root));
    }

    @Test
    void resumeFindsTheNewestWholeCheckpoint() throws IOException {
        try (RunFolder run = RunFolder.create(root, "one", RECIPE)) {
            Files.createDirectories(run.checkpoint(9));
            Files.createDirectories(run.checkpoint(10));
            Files.createDirectories(run.path().resolve("checkpoints/.step-20.partial"));
            Files.createDirectories(run.path().resolve("checkpoints/.step-11.replaced"));
        }
        try (RunFolder run = RunFolder.resume(root, "one", RECIPE)) {
            assertThat(run.newestCheckpoint()).hasValue(11);
            assertThat(run.path().resolve("checkpoints/.step-20.partial")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../one", "a/b", ".hidden", "-x", "a b"})
    void namesThatAreNoFolderNamesAreRefused(String name) {
        assertUserError(
                () -> RunFolder.create(root, name, RECIPE),
                "run name '%s': allowed are letters, digits, '.', '_' and '-', beginning with a letter or digit"
                        .formatted(name));
    }

    @Test
    void aFileInPlaceOfTheFolderOfRunsIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("runs"), "");
        assertUserError(
                () -> RunFolder.create(file, "one", RECIPE),
                "run folder %s cannot be opened (Not a directory)".formatted(file.resolve("one")));
    }

    private static void assertUserError(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(UserError.class).hasMessage(message);
    }
}
