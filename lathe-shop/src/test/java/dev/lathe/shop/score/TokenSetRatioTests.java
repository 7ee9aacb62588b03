package dev.lathe.shop.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TokenSetRatioTests {
    @Test
    void agreesWithTheFuzzOnTenThousandPairs() throws IOException {
        List<String> lines;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("token_set_ratio.txt"))) {
            lines = List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
        }
        int end = lines.indexOf("~");
        List<String> wrong = new ArrayList<>();
        int pairs = 0;
        for (String line : lines.subList(end + 1, lines.size() - 1)) {
            String[] numbers = line.split(" ", -1);
            String one = lines.get(Integer.parseInt(numbers[0]));
            String other = lines.get(Integer.parseInt(numbers[1]));
            pairs++;
            if (TokenSetRatio.of(one, other) != Integer.parseInt(numbers[2])) {
                wrong.add("%s | %s: %s, not %d".formatted(one, other, numbers[2], TokenSetRatio.of(one, other)));
            }
        }
        assertThat(pairs).isEqualTo(10_000);
        assertThat(wrong).isEmpty();
    }
}
