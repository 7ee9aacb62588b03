package dev.lathe.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rules of the house that are about text. */
class RulesTests {
    private static final int LONGEST = 600;
    private static final int NINE_OF_TEN = 300;
    private static final int HALF = 80;

    private static List<Path> allJava() throws IOException {
        List<Path> all = new ArrayList<>(Repository.javaFiles("src/main/java"));
        all.addAll(Repository.javaFiles("src/test/java"));
        return all;
    }

    private static List<String> linesWith(List<Path> files, String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                if (pattern.matcher(line).find()) {
                    found.add(Repository.ROOT.relativize(file) + ": " + line.strip());
                }
            }
        }
        return found;
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void filesAreShort() throws IOException {
        List<Path> files = allJava();
        List<Integer> sizes = Repository.javaFiles("src/main/java").stream()
                .map(RulesTests::lines)
                .sorted()
                .toList();
        assertThat(files)
                .allSatisfy(file -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(LONGEST));
        assertThat(sizes.get(sizes.size() / 2)).isLessThan(HALF);
        assertThat(sizes.get(sizes.size() * 9 / 10)).isLessThan(NINE_OF_TEN);
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(linesWith(allJava(), "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b"))
                .isEmpty();
    }

    @Test
    void noTestIsSkipped() throws IOException {
        String skips = "@Dis" + "abled|@Enabled" + "[IO]|Assump" + "tions|assum" + "eTrue|assum" + "eThat";
        assertThat(linesWith(Repository.javaFiles("src/test/java"), skips)).isEmpty();
    }

    @Test
    void everyTestIsInAClassThatSurefireRuns() throws IOException {
        List<Path> others = Repository.javaFiles("src/test/java").stream()
                .filter(file -> !file.toString().endsWith("Tests.java"))
                .toList();
        assertThat(linesWith(others, "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b"))
                .isEmpty();
    }

    @Test
    void pomsNameNoRepositoryAndNoPlaceOutsideTheTree() throws IOException {
        List<Path> poms = new ArrayList<>(List.of(Repository.ROOT.resolve("pom.xml")));
        Repository.modules().forEach(module -> poms.add(module.resolve("pom.xml")));
        assertThat(linesWith(poms, "<(pluginR|r)epositor|<url>|file:/")).isEmpty();
        assertThat(linesWith(poms, "https?://(?!maven\\.apache\\.org/(POM|xsd)|www\\.w3\\.org/)"))
                .isEmpty();
    }

    @Test
    void versionsStandInTheRootPomOnly() throws IOException {
        List<Path> poms = Repository.modules().stream()
                .map(module -> module.resolve("pom.xml"))
                .toList();
        assertThat(linesWith(poms, "<version>(?!0\\.1\\.0-SNAPSHOT|\\$\\{project\\.version})"))
                .isEmpty();
    }

    @Test
    void nothingNamesAFolderOfOneMachine() throws IOException {
        List<Path> files = new ArrayList<>(allJava());
        try (Stream<Path> root = Files.list(Repository.ROOT)) {
            root.filter(file -> file.toString().matches(".*\\.(md|xml)|.*/lathe"))
                    .forEach(files::add);
        }
        assertThat(linesWith(files, "[\"'`(= ]/(wo" + "rk|ro" + "ot|home/[a-z]+)/"))
                .isEmpty();
    }
}
