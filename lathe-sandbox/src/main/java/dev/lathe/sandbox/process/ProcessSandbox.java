package dev.lathe.sandbox.process;

import dev.lathe.sandbox.Sandbox;
import dev.lathe.sandbox.SandboxCommand;
import dev.lathe.sandbox.SandboxException;
import dev.lathe.sandbox.SandboxLimits;
import dev.lathe.sandbox.SandboxResult;
import dev.lathe.sandbox.SandboxResult.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Holds a folder, and runs commands in it, each in new namespaces. */
final class ProcessSandbox implements Sandbox {
    private static final int CPU_SIGNAL = 128 + 24;
    private static final int KILLED = 128 + 9;
    /** Removes what a command made as deep as paths cannot tell, or without rights for its own user. */
    private static final String REMOVAL = """
            rm -rf -- "$1" 2>/dev/null || { chmod -R u+rwX -- "$1"; rm -rf -- "$1"; }
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path folder;

    ProcessSandbox(Path folder) {
        this.folder = folder;
    }

    @Override
    public String id() {
        return folder.getFileName().toString();
    }

    @Override
    public SandboxResult run(SandboxCommand command) {
        SandboxLimits within = command.limits();
        ProcessBuilder builder = new ProcessBuilder(Isolation.wrap(folder, within, command.arguments()));
        builder.directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of(
                "PATH",
                "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "HOME",
                folder.toString(),
                "TMPDIR",
                folder.toString(),
                "LANG",
                "C.UTF-8"));
        long before = System.nanoTime();
        try {
            return watch(builder.start(), command, within, before);
        } catch (IOException failed) {
            throw new SandboxException("cannot start: %s".formatted(failed.getMessage()), failed);
        }
    }

    private SandboxResult watch(Process process, SandboxCommand command, SandboxLimits within, long before) {
        BoundedOutput output =
                new BoundedOutput(process.getInputStream(), Isolation.READY.length() + within.outputBytes());
        BoundedOutput errors = new BoundedOutput(process.getErrorStream(), within.outputBytes());
        Thread.startVirtualThread(() -> feed(process, command.input()));
        boolean ended = waitFor(process, within.wall());
        if (!ended) {
            // Process.destroyForcibly would close its outputs, which may not be read to their ends yet.
            process.toHandle().destroyForcibly();
            waitFor(process, PATIENCE);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - before);
        output.await(PATIENCE);
        errors.await(PATIENCE);
        int code = ended ? process.exitValue() : KILLED;
        boolean ready = output.text().startsWith(Isolation.READY);
        if (ended && !ready) {
            throw new SandboxException(
                    "cannot isolate: %s".formatted(errors.text().strip()), new IOException());
        }
        return new SandboxResult(
                ended ? end(code, wall, within) : End.WALL_TIME,
                code,
                ready ? output.text().substring(Isolation.READY.length()) : "",
                errors.text(),
                output.truncated() || errors.truncated(),
                wall);
    }

    private static boolean waitFor(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted", interrupted);
        }
    }

    private static End end(int code, Duration wall, SandboxLimits limits) {
        if (code == CPU_SIGNAL || (code == KILLED && wall.compareTo(limits.cpu()) >= 0)) {
            return End.CPU_TIME;
        }
        return code == KILLED ? End.MEMORY : End.EXIT;
    }

    private static void feed(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // A command may end without reading its input.
            return;
        }
    }

    @Override
    public void write(String path, byte[] content) {
        Path file = inside(path);
        try {
            for (Path parent : folder.relativize(file).getNameCount() > 1 ? parents(file) : List.<Path>of()) {
                if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(parent);
                    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
                }
            }
            Files.deleteIfExists(file);
            Files.write(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException failed) {
            throw new SandboxException("%s: cannot be written".formatted(path), failed);
        }
    }

    private List<Path> parents(Path file) {
        Path relative = folder.relativize(file);
        return Stream.iterate(1, depth -> depth < relative.getNameCount(), depth -> depth + 1)
                .map(depth -> folder.resolve(relative.subpath(0, depth)))
                .toList();
    }

    @Override
    public byte[] read(String path, int maxBytes) {
        Path file = inside(path);
        try {
            // A link that a command made may point at what only Lathe's own user can read.
            if (!file.toRealPath().startsWith(folder)) {
                throw new IllegalArgumentException("'%s' leads out of the sandbox".formatted(path));
            }
            // A pipe would be read until somebody writes to it.
            if (!Files.isRegularFile(file)) {
                throw new IOException("no regular file");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                return stream.readNBytes(maxBytes);
            }
        } catch (IOException failed) {
            throw new SandboxException("%s: cannot be read".formatted(path), failed);
        }
    }

    private Path inside(String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IllegalArgumentException("'%s' leads out of the sandbox".formatted(path));
        }
        return file;
    }

    @Override
    public void close() {
        try {
            Process removal = new ProcessBuilder("sh", "-c", REMOVAL, "sh", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String problem = new String(removal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (removal.onExit().join().exitValue() != 0) {
                throw new IOException(problem.strip());
            }
        } catch (IOException failed) {
            throw new SandboxException("%s: cannot be removed".formatted(folder), failed);
        }
    }
}
