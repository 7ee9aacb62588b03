package dev.lathe.reward;

import java.nio.file.Path;
import java.util.List;

/** Names the languages in which programs are run. */
public enum CodeLanguage {
    PYTHON("program.py") {
        @Override
        List<String> command() {
            return List.of("python3", "-I", file());
        }
    },
    /** One file with a main method, run by the Java that runs Lathe; its memory is that of the heap, below the limit of the sandbox. */
    JAVA("Main.java") {
        @Override
        List<String> command() {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-XX:CompressedClassSpaceSize=64m",
                    "-Xshare:auto",
                    file());
        }
    };

    private final String file;

    CodeLanguage(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    abstract List<String> command();
}
