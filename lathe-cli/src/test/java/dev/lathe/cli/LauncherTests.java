package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.cli.LauncherHome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTests {
    private LauncherHome launcher;

    @BeforeEach
    void makeHome(@TempDir Path folder) throws IOException {
        launcher = new LauncherHome(folder);
    }

    @Test
    void anOlderJavaFirstOnThePathOrInJavaHomeDoesNotMatter() throws Exception {
        Path old = launcher.jdk("jdk-17", "17.0.15");
        launcher.jdk("jdk-25", "25.0.1");
        launcher.putFirstOnPath(old.resolve("bin"));
        launcher.set("JAVA_HOME", old.toString());
        launcher.workingMaven();
        assertThat(launcher.launch("doctor").out()).startsWith("jdk-25 runs ");
        assertThat(launcher.mavenCalls()).singleElement().asString().startsWith(launcher.folder + "/jdks/jdk-25 ");
    }

    @Test
    void aNewEnoughJavaHomeWinsOverOthers() throws Exception {
        launcher.jdk("a", "25");
        launcher.set("JAVA_HOME", launcher.jdk("b", "26-ea").toString());
        launcher.workingMaven();
        assertThat(launcher.launch("x").out()).startsWith("b runs ");
    }

    @Test
    void aJavaOnThePathIsFoundThroughLinks() throws Exception {
        Path jdk = launcher.jdk("jdk", "25.0.1");
        Path hidden = Files.move(jdk, launcher.folder.resolve("elsewhere"));
        Path bin = Files.createDirectory(launcher.folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), bin.relativize(hidden.resolve("bin/java")));
        launcher.putFirstOnPath(bin);
        launcher.workingMaven();
        assertThat(launcher.launch("x").out()).startsWith("jdk runs ");
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Result result = launcher.launch("--help");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("lathe: JDK 25 or newer is needed, and none was found\nlathe: install one (");
        launcher.jdk("jdk-21", "21.0.2");
        assertThat(launcher.launch("--help").err())
                .contains("only an older one was found (Java 21 in " + launcher.folder + "/jdks/jdk-21)");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        launcher.jdk("jdk-25", "25");
        Result result = launcher.launch("--help");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("lathe: Maven is needed to build, and mvn was not found\nlathe: install it (");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceChangedOrWent() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        assertThat(launcher.launch("x").err()).contains("lathe: building", "lathe: built in");
        assertThat(launcher.launch("x").err()).isEmpty();
        assertThat(launcher.mavenCalls()).hasSize(1);

        Path added = Files.writeString(launcher.home.resolve("lathe-cli/src/main/java/New.java"), "");
        launcher.launch("x");
        assertThat(launcher.mavenCalls()).hasSize(2);
        Files.delete(added);
        launcher.launch("x");
        assertThat(launcher.mavenCalls()).hasSize(3);
        Files.delete(launcher.home.resolve("lathe-cli/target/classes"));
        launcher.launch("x");
        launcher.launch("x");
        assertThat(launcher.mavenCalls()).hasSize(4);
    }

    @Test
    void itPassesArgumentsFlagsAndClasspath() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        launcher.set("LATHE_JAVA_OPTS", "-Xmx1g -Da=b");
        assertThat(launcher.launch("train", "shop", "--set", "a=b c").out())
                .contains("--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow")
                .contains("-Dorg.bytedeco.javacpp.nopointergc=true", "-Xmx1g -Da=b")
                .doesNotContain("TieredStopAtLevel")
                .endsWith("-cp %s/lathe-cli/target/classes:/libraries/a.jar dev.lathe.cli.Main train shop --set a=b c\n"
                        .formatted(launcher.home));
    }

    @Test
    void theBuildForCudaStandsBesideTheUsualOne() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        assertThat(launcher.launch("x").out()).contains(":/libraries/a.jar ");
        launcher.set("LATHE_CUDA", "1");
        launcher.maven("cd '%s'".formatted(launcher.home), "echo /libraries/gpu.jar >lathe-cli/target/classpath-cuda");
        for (int launch = 0; launch < 2; launch++) {
            assertThat(launcher.launch("x").out()).contains(":/libraries/gpu.jar ");
        }
        launcher.set("LATHE_CUDA", "");
        assertThat(launcher.launch("x").out()).contains(":/libraries/a.jar ");
        assertThat(launcher.mavenCalls()).hasSize(2);
        assertThat(launcher.mavenCalls().getFirst()).contains(" -P unchecked process-classes");
        assertThat(launcher.mavenCalls().getLast()).contains(" -P unchecked,cuda process-classes");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheLogIs() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.maven(
                "echo '[INFO] Scanning'",
                "echo '[ERROR] /a/B.java:[3,5] cannot find symbol'",
                "echo '[ERROR] /a/B.java:[3,5] cannot find symbol'",
                "echo '[ERROR] '",
                "echo '[ERROR] Re-run Maven using the -X switch'",
                "exit 1");
        Result result = launcher.launch("x");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .contains("lathe: the build failed:", "[ERROR] /a/B.java:[3,5] cannot find symbol")
                .contains("lathe: the whole log is %s/.lathe/build.log".formatted(launcher.home))
                .hasSize(4);
        launcher.workingMaven();
        assertThat(launcher.launch("x").code()).isZero();
    }

    @Test
    void launchesAtTheSameTimeBuildOnce() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        Process first = launcher.start("x");
        Process second = launcher.start("x");
        assertThat(launcher.finish(first).out())
                .isEqualTo(launcher.finish(second).out())
                .startsWith("jdk-25 runs");
        assertThat(launcher.mavenCalls()).hasSize(1);
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(launcher.home.resolve(".lathe"));
        Files.createSymbolicLink(launcher.home.resolve(".lathe/build.lock"), Path.of(Long.toString(dead.pid())));
        assertThat(launcher.launch("x").code()).isZero();
    }

    @Test
    void testInstallsAndVerifiesWithTheArgumentsPassedOn() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        testPrograms();
        Files.createDirectories(launcher.home.resolve("tests/python"));
        LauncherHome.script(launcher.home.resolve("tests/python/install"), "echo installed");
        Result result = launcher.launch("test", "-pl", "lathe-cli");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("installed", "lathe: 0 tests, 0 failed, 0 skipped, in ");
        assertThat(launcher.mavenCalls()).singleElement().asString().endsWith(" verify -pl lathe-cli");
    }

    @Test
    void aFailedTestIsAFailedCommand() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.maven("exit 1");
        testPrograms();
        assertThat(launcher.launch("test").code()).isEqualTo(1);
    }

    private void testPrograms() throws Exception {
        for (String program : List.of("python3", "chromium", "chromedriver")) {
            LauncherHome.script(launcher.folder.resolve("tools/" + program), "exit 0");
        }
    }

    @Test
    void programsThatTestsNeedAreNamedIfTheyAreMissing() throws Exception {
        launcher.jdk("jdk-25", "25");
        launcher.workingMaven();
        LauncherHome.script(launcher.folder.resolve("tools/python3"), "exit 0");
        Result result = launcher.launch("test");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("the tests need programs that are missing: chromium chromedriver");
    }

    @Test
    void theRealCommandStarts() throws Exception {
        launcher.set("JAVA_HOME", System.getProperty("java.home"));
        launcher.maven(
                "cd '%s'".formatted(launcher.home),
                "mkdir -p lathe-cli/target/classes",
                "echo '%s' >lathe-cli/target/classpath".formatted(System.getProperty("java.class.path")));
        Result result = launcher.launch("--help");
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.out()).startsWith("Usage: lathe");
        assertThat(launcher.launch("train", "shop", "--dry-run").out()).startsWith("name: shop\n");
        assertThat(launcher.launch("doctor").out()).contains("JDK");
    }
}
