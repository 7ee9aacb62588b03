package dev.lathe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.sandbox.SandboxResult.End;
import dev.lathe.sandbox.process.ProcessBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSandboxTests {
    /** Long enough for a machine that does many things at once. */
    private static final SandboxLimits LIMITS = SandboxLimits.SMALL.withWall(Duration.ofSeconds(60));

    private Sandbox sandbox;

    @BeforeEach
    void create() {
        sandbox = ProcessBackend.open().create(SandboxSpec.HOST);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void runsAProgramWithInputAndReturnsWhatItWrote() {
        sandbox.write(
                "code/twice.py",
                bytes("import sys\nprint(2 * int(input()))\nprint('note', file=sys.stderr)\nsys.exit(3)"));
        SandboxResult result = sandbox.run(new SandboxCommand(List.of("python3", "code/twice.py"), "21\n", LIMITS));
        assertThat(result.end()).isEqualTo(End.EXIT);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("42\n");
        assertThat(result.errors()).isEqualTo("note\n");
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void keepsFilesBetweenCommands() {
        assertThat(shell("echo kept > file").succeeded()).isTrue();
        assertThat(sandbox.read("file", 100)).isEqualTo(bytes("kept\n"));
        assertThat(sandbox.read("file", 2)).isEqualTo(bytes("ke"));
    }

    @Test
    void reachesNoNetworkNotEvenThisMachine() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SandboxResult result = python(
                    "import socket\nsocket.create_connection(('127.0.0.1', %d), 5)".formatted(server.getLocalPort()));
            assertThat(result.succeeded()).isFalse();
            assertThat(result.errors()).contains("OSError");
        }
    }

    @Test
    void writesNowhereElseAndHasNoPrivileges(@TempDir Path outside) throws IOException {
        Path victim = Files.writeString(outside.resolve("victim"), "whole");
        victim.toFile().setWritable(true, false);
        SandboxResult result = shell(
                "echo broken > %s; rm -f %s; mount -o remount,bind,rw / || echo refused".formatted(victim, victim));
        assertThat(victim).hasContent("whole");
        assertThat(result.output()).isEqualTo("refused\n");
    }

    @Test
    void seesNoOtherProcesses() {
        assertThat(shell("ls -d /proc/[0-9]* | wc -l").output().strip()).matches("[1-9]");
    }

    @Test
    void endsAtTheLimitOfTheClockWithAllThatWasStarted() {
        SandboxLimits limits = LIMITS.withWall(Duration.ofSeconds(2));
        SandboxResult result = sandbox.run(
                SandboxCommand.of(limits, "sh", "-c", "echo begun; (sleep 600; echo late > late) & sleep 600"));
        assertThat(result.end()).isEqualTo(End.WALL_TIME);
        assertThat(result.output()).isEqualTo("begun\n");
        assertThat(result.wall()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(40));
    }

    @Test
    void endsAtTheLimitOfTheProcessor() {
        SandboxLimits limits = LIMITS.withCpu(Duration.ofSeconds(1));
        SandboxResult result = sandbox.run(SandboxCommand.of(limits, "sh", "-c", "while :; do :; done"));
        assertThat(result.end()).isEqualTo(End.CPU_TIME);
    }

    @Test
    void deniesMemoryProcessesAndFilesBeyondTheirLimits() {
        SandboxLimits limits = LIMITS.withMemoryBytes(200L << 20).withProcesses(5);
        assertThat(sandbox.run(SandboxCommand.of(limits, "python3", "-c", "x = 'a' * (1 << 29)"))
                        .errors())
                .contains("MemoryError");
        String forks = "import os, time\nfor i in range(40):\n  if os.fork() == 0: time.sleep(60)";
        assertThat(sandbox.run(SandboxCommand.of(limits, "python3", "-c", forks))
                        .errors())
                .contains("BlockingIOError");
        assertThat(python("open('big', 'wb').write(b'x' * (17 << 20))").succeeded())
                .isFalse();
    }

    @Test
    void keepsTheStartOfALongOutput() {
        SandboxResult result = python("print('x' * 3000000)");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.truncated()).isTrue();
        assertThat(result.output()).hasSize(LIMITS.outputBytes());
    }

    @Test
    void readsNoFileThroughALinkThatLeadsOut() {
        shell("ln -s /etc/hostname link");
        assertThatThrownBy(() -> sandbox.read("link", 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sandbox.read("../x", 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'../x' leads out of the sandbox");
        assertThatThrownBy(() -> sandbox.write("/etc/x", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsNoPipe() {
        assertThat(shell("mkfifo pipe").succeeded()).isTrue();
        assertThatThrownBy(() -> sandbox.read("pipe", 10))
                .isInstanceOf(SandboxException.class)
                .hasMessage("pipe: cannot be read");
    }

    @Test
    void everyExitCodeIsTheCommandsOwn() {
        for (int code : new int[] {1, 125, 126}) {
            SandboxResult result = shell("echo said; exit " + code);
            assertThat(result.end()).isEqualTo(End.EXIT);
            assertThat(result.exitCode()).isEqualTo(code);
            assertThat(result.output()).isEqualTo("said\n");
        }
    }

    @Test
    void leavesNothingBehindWhateverACommandLeft() {
        String program = """
                import os
                for name, mode in ('closed', 0o000), ('fixed', 0o555):
                    os.mkdir(name)
                    open(name + '/file', 'w').close()
                    os.chmod(name, mode)
                for depth in range(3000):
                    os.mkdir('deep')
                    os.chdir('deep')
                """;
        assertThat(python(program).errors()).isEmpty();
        sandbox.close();
        assertThat(Path.of(System.getProperty("java.io.tmpdir"), sandbox.id())).doesNotExist();
        create();
    }

    @Test
    void hasNoImages() {
        assertThatThrownBy(() -> ProcessBackend.open().create(new SandboxSpec(Optional.of("debian:12"))))
                .isInstanceOf(UserError.class)
                .hasMessage("a sandbox of processes has no images; leave out 'debian:12'");
    }

    private SandboxResult shell(String script) {
        return sandbox.run(SandboxCommand.of(LIMITS, "sh", "-c", script));
    }

    private SandboxResult python(String program) {
        return sandbox.run(SandboxCommand.of(LIMITS, "python3", "-c", program));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
