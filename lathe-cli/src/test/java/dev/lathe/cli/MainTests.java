package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class MainTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A command that ends as it is told. */
    @Command(name = "probe")
    private static final class Probe implements Callable<Integer> {
        private final Callable<Integer> work;

        @Mixin
        private RecipeOptions recipe;

        @Mixin
        private RunOptions run;

        @Mixin
        private OutputOptions output;

        Probe(Callable<Integer> work) {
            this.work = work;
        }

        @Override
        public Integer call() throws Exception {
            return work.call();
        }
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    private int probe(Callable<Integer> work, String... arguments) {
        CommandLine root = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
        root.addSubcommand(new CommandLine(new Probe(work))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler(root.getParameterExceptionHandler())
                .setExecutionExceptionHandler(root.getExecutionExceptionHandler()));
        return root.execute(arguments);
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: lathe", "doctor", "--version");
        assertThat(run("doctor", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: lathe doctor");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aWrongCommandOrOptionIsOneLineWithTheNearest() {
        assertThat(run("doctr")).isEqualTo(2);
        assertThat(run("doctor", "--jsn")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "lathe: unknown command 'doctr', nearest is doctor; see lathe --help",
                        "lathe: Unknown option: '--jsn', nearest is --json; see lathe doctor --help");
    }

    @Test
    void aMissingArgumentIsOneLine() {
        assertThat(probe(() -> 0, "probe")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("lathe: Missing required parameter: 'NAME|RECIPE'; see lathe probe --help\n");
    }

    @Test
    void aMistakeOfTheUserIsOneLineAndTwo() {
        int code = probe(
                () -> {
                    throw new IllegalStateException(new UserError("r.yaml:3: seed:\n must be a whole number"));
                },
                "probe",
                "shop");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("lathe: r.yaml:3: seed: must be a whole number\n");
    }

    @Test
    void aFullDiskIsOneLineAndTwo() {
        int code = probe(
                () -> {
                    throw new FileSystemException("runs/a/weights", null, "No space left on device");
                },
                "probe",
                "shop");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("lathe: runs/a/weights: No space left on device\n");
    }

    @Test
    void whatShouldNotHappenIsShownWholeAndOne() {
        int code = probe(
                () -> {
                    throw new IllegalStateException("broken");
                },
                "probe",
                "shop");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("something broke", "IllegalStateException: broken", "at dev.lathe.cli");
    }

    @Test
    void theDoctorExaminesTheMachine() {
        assertThat(run("doctor", "--json")).isBetween(0, 1);
        assertThat(out.toString().lines())
                .allMatch(line -> line.startsWith("{\"subject\":") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"JDK\",\"verdict\":\"ok\""));
    }
}
