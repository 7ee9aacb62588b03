package dev.lathe.cli;

import dev.lathe.cli.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A copy of the launcher in a small tree of its own, with JDKs and a Maven that only say what they were asked. */
final class LauncherHome {
    private static final List<String> TOOLS = List.of(
            "awk",
            "bash",
            "cat",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch");

    /** What a launch gave back. */
    record Result(int code, String out, String err) {}

    final Path folder;
    final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String path;

    LauncherHome(Path folder) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("a home");
        Files.createDirectories(home.resolve("lathe-cli/src/main/java"));
        Files.createDirectories(folder.resolve("jdks"));
        Files.copy(Repository.ROOT.resolve("lathe"), home.resolve("lathe"));
        write("pom.xml", "");
        write("lathe-cli/pom.xml", "");
        write("lathe-cli/src/main/java/Main.java", "");
        path = tools().toString();
        environment.put("HOME", folder.toString());
        environment.put("LATHE_JDK_FOLDERS", folder.resolve("jdks").toString());
    }

    /** Makes a folder with just those tools that every system has, so that no real JDK or Maven is in sight. */
    private Path tools() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path usual = Path.of("/usr/bin", tool);
            script(bin.resolve(tool), "exec %s \"$@\"".formatted(Files.exists(usual) ? usual : Path.of("/bin", tool)));
        }
        return bin;
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void putFirstOnPath(Path bin) {
        path = bin + ":" + path;
    }

    /** Writes a file that is an hour old, as sources are. */
    Path write(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        return file;
    }

    /** Makes a JDK whose {@code java} prints its name and its arguments. */
    Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve("jdks").resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(jdk.resolve("bin/java"), "echo \"%s runs $*\"".formatted(name));
        script(jdk.resolve("bin/javac"), "exit 1");
        return jdk;
    }

    /** Makes a Maven that notes each call and then does what the lines say. */
    void maven(String... lines) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("maven/bin"));
        List<String> body = new ArrayList<>(List.of("echo \"$JAVA_HOME $*\" >>'%s/calls'".formatted(folder)));
        body.addAll(List.of(lines));
        script(bin.resolve("mvn"), String.join("\n", body));
        if (!path.contains(bin.toString())) {
            putFirstOnPath(bin);
        }
    }

    /** Makes a Maven that leaves behind what a build does. */
    void workingMaven() throws IOException {
        maven(
                "cd '%s'".formatted(home),
                "echo '[INFO] Building lathe-cli 0.1.0 [1/1]'",
                "sleep 0.2",
                "mkdir -p lathe-cli/target/classes",
                "echo /libraries/a.jar >lathe-cli/target/classpath");
    }

    List<String> mavenCalls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("lathe").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", path);
        builder.redirectOutput(Files.createTempFile(folder, "out", "").toFile());
        builder.redirectError(Files.createTempFile(folder, "err", "").toFile());
        Process process = builder.start();
        outputs.put(
                process,
                List.of(
                        builder.redirectOutput().file().toPath(),
                        builder.redirectError().file().toPath()));
        return process;
    }

    private final Map<Process, List<Path>> outputs = new HashMap<>();

    Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher hangs");
        }
        List<Path> files = outputs.get(process);
        return new Result(process.exitValue(), Files.readString(files.get(0)), Files.readString(files.get(1)));
    }

    Result launch(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
