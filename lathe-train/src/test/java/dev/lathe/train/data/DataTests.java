package dev.lathe.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTests {
    private static final Function<Row, String> TEXT = row -> row.text("text");

    @TempDir
    Path folder;

    @Test
    void ordersNumbersAtRandomWithoutRepeating() {
        for (long size : new long[] {1, 2, 3, 10, 1000}) {
            var order = new Permutation(size, 7);
            assertThat(LongStream.range(0, size).map(order::at).boxed())
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, size).boxed().toList());
        }
        assertThat(new Permutation(1000, 7).at(3)).isNotEqualTo(new Permutation(1000, 8).at(3));
    }

    @Test
    void findsLinesByTheirNumbers() throws IOException {
        Path file = write("a.jsonl", "{\"text\": \"\u4e2d one\"}\n{\"text\": \"two\"}\r\n{\"text\":\"three\"}\n\n \n");
        try (Table table = JsonTable.open(file)) {
            assertThat(table.size()).isEqualTo(3);
            assertThat(table.row(2).get("text").asString()).isEqualTo("three");
            assertThat(table.row(0).get("text").asString()).isEqualTo("\u4e2d one");
            assertThat(table.where(1)).isEqualTo(file + ":2");
        }
    }

    @Test
    void findsLinesInFilesWithMoreOfThemThanPlacesAreKept() throws IOException {
        int lines = (1 << 20) + 5000;
        StringBuilder text = new StringBuilder();
        IntStream.range(0, lines).forEach(i -> text.append("{\"n\":").append(i).append("}\n"));
        try (Table table = JsonTable.open(write("big.jsonl", text.toString()))) {
            assertThat(table.size()).isEqualTo(lines);
            for (int number : new int[] {0, 1, 77_777, (1 << 20) - 1, 1 << 20, lines - 1}) {
                assertThat(table.row(number).get("n").asInt()).isEqualTo(number);
            }
        }
    }

    @Test
    void readsParquetAsHuggingFaceWritesIt() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(getClass().getResource("/data/train-00000-of-00001.parquet"))
                .toURI());
        try (Table table = ParquetTable.open(file)) {
            assertThat(table.size()).isEqualTo(10);
            for (int number : new int[] {9, 0, 4, 3}) {
                var messages = table.row(number).get("messages");
                assertThat(messages.get(1).get("role").asString()).isEqualTo("assistant");
                assertThat(messages.get(1).get("content").asString()).isEqualTo("say " + number + " \u4e2d");
                assertThat(table.row(number).get("note").isNull()).isEqualTo(number % 2 == 1);
                assertThat(table.row(number).get("score").asDouble()).isEqualTo(number / 2.0);
            }
        }
        try (Mixture mixture = new Mixture(recipe(source(file.getParent(), 1, 2)), 0)) {
            assertThat(mixture.heldOut(row ->
                            Shapes.side(row, "messages").turns().getFirst().reply()))
                    .containsExactly("say 8 \u4e2d", "say 9 \u4e2d");
        }
    }

    @Test
    void mixesByWeightAndShowsEveryRowOnceAnEpoch() throws IOException {
        Path ten = write("ten.jsonl", rows("a", 10));
        Path five = write("five.jsonl", rows("b", 5));
        try (Mixture mixture = new Mixture(recipe(source(ten, 3, 2), source(five, 1, 0)), 1)) {
            Map<String, Integer> seen = new HashMap<>();
            for (int place = 0; place < 4000; place++) {
                seen.merge(mixture.training(place, TEXT).substring(0, 1), 1, Integer::sum);
            }
            assertThat(seen).containsOnly(Map.entry("a", 3000), Map.entry("b", 1000));
            Set<String> epoch = new HashSet<>();
            int place = 0;
            while (epoch.size() < 8) {
                String text = mixture.training(place++, TEXT);
                assertThat(text.startsWith("b") || epoch.add(text)).isTrue();
            }
            assertThat(mixture.heldOut(TEXT)).containsExactly("a8", "a9");
            assertThat(epoch).doesNotContain("a8", "a9");
            assertThat(mixture.training(17, TEXT)).isEqualTo(mixture.training(17, TEXT));
        }
    }

    @Test
    void beginsWithWhatIsSolvedMostOften() throws IOException {
        Path file = write(
                "rates.jsonl",
                IntStream.range(0, 10)
                        .mapToObj(i -> "{\"text\": \"%d\", \"solved\": %s}%n".formatted(i, (i * 7 % 10) / 10.0))
                        .collect(Collectors.joining()));
        try (Mixture mixture = new Mixture(recipe(byRate(file, "solved")), 1)) {
            List<String> shown = LongStream.range(0, 20)
                    .mapToObj(place -> mixture.training(place, row -> row.text("text")))
                    .toList();
            assertThat(shown.subList(0, 10)).containsExactly("7", "4", "1", "8", "5", "2", "9", "6", "3", "0");
            assertThat(shown.subList(10, 20))
                    .containsExactlyInAnyOrderElementsOf(shown.subList(0, 10))
                    .isNotEqualTo(shown.subList(0, 10));
        }
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Mixture(recipe(byRate(file, "rate")), 1))
                .withMessage(file + ":1: sources.curriculum: no number under the key 'rate'; there are [text, solved]");
    }

    private static DataSource byRate(Path path, String key) {
        return new DataSource(path, 1, "train", 0, "prompt", "completion", key);
    }

    @Test
    void findsFoldersAsHuggingFaceHasThem() throws IOException {
        Files.createDirectories(folder.resolve("set/data"));
        write("set/data/train-00001-of-00002.jsonl", rows("b", 1));
        write("set/data/train-00000-of-00002.jsonl", rows("a", 1));
        write("set/data/test-00000-of-00001.jsonl", rows("c", 1));
        assertThat(DataFiles.of(folder.resolve("set"), "train"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("train-00000-of-00002.jsonl", "train-00001-of-00002.jsonl");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DataFiles.of(folder.resolve("set"), "validation"))
                .withMessageContaining("no file of the split 'validation'");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DataFiles.of(folder.resolve("nothing"), "train"))
                .withMessageContaining("no such file or folder");
    }

    @Test
    void namesTheLineThatIsBad() throws IOException {
        Path file = write("bad.jsonl", "{\"text\": \"good\"}\n{\"text\": \n{\"other\": 1}\n[1]\n{\"text\": 3}\n");
        DataRecipe strict = recipe(source(file, 1, 4));
        try (Mixture mixture = new Mixture(strict, 0)) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> mixture.heldOut(TEXT))
                    .withMessageStartingWith(file + ":2: not JSON")
                    .withMessageContaining("--on-bad-data skip");
        }
        DataRecipe lax = new DataRecipe(strict.sources(), DataRecipe.OnBad.SKIP, 64);
        try (Mixture mixture = new Mixture(lax, 0)) {
            assertThat(mixture.heldOut(TEXT)).isEmpty();
            assertThat(mixture.bad()).hasSize(4).satisfies(bad -> {
                assertThat(bad.get(1)).isEqualTo(file + ":3: key 'text' is missing; there are [other]");
                assertThat(bad.get(2)).isEqualTo(file + ":4: not a JSON object");
                assertThat(bad.get(3)).isEqualTo(file + ":5: key 'text' must be text, not number");
            });
            assertThat(mixture.training(3, TEXT)).isEqualTo("good");
        }
        DataRecipe all = new DataRecipe(List.of(source(file, 1, 0)), DataRecipe.OnBad.SKIP, 64);
        try (Mixture mixture = new Mixture(all, 0)) {
            assertThat(LongStream.range(0, 20).mapToObj(place -> mixture.training(place, TEXT)))
                    .containsOnly("good");
        }
    }

    @Test
    void refusesDataSetsWithNothingToTrainOn() throws IOException {
        Path file = write("few.jsonl", rows("a", 3));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Mixture(recipe(source(file, 1, 3)), 0))
                .withMessageContaining("3 rows leave nothing to train on with 3 held out");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Mixture(recipe(source(file, 1, 0), source(file, 1e-4, 0)), 0))
                .withMessageContaining(
                        "has a weight of 1.0E-4, which of the sum (1.0001) is less than one row of 1000");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> ParquetTable.open(file))
                .withMessageContaining("Not a Parquet file");
    }

    private static String rows(String prefix, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("{\"text\": \"").append(prefix).append(i).append("\"}\n");
        }
        return rows.toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static DataSource source(Path path, double weight, int heldOut) {
        return new DataSource(path, weight, "train", heldOut, "prompt", "completion", null);
    }

    private static DataRecipe recipe(DataSource... sources) {
        return new DataRecipe(List.of(sources), DataRecipe.OnBad.FAIL, 64);
    }
}
