package dev.lathe.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the command line by which {@code lathe} runs in a process of its own. */
final class OwnProcess {
    private OwnProcess() {}

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.lathe.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
