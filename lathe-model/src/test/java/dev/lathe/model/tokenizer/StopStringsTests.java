package dev.lathe.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopStringsTests {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "one two three,two,one ,two",
                "one two three,four,one two three,none",
                "one two,two three,one two,none",
                "ananas,nas,ana,nas",
                "aab,ab,a,ab",
                "x 漢字 👟 y,👟,x 漢字 ,👟",
                "x 👟,👨,x 👟,none",
                "stop,stop,'',stop"
            })
    void endsBeforeAStopString(String text, String stop, String expected, String found) {
        StopStrings stops = new StopStrings(List.of(stop));
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> shown.append(stops.next(Character.toString(character))));
        assertThat(shown.append(stops.rest()).toString()).isEqualTo(expected);
        assertThat(stops.found().orElse(null)).isEqualTo(found);
    }

    @Test
    void whatIsShownNeverHoldsABeginningThatBecomesAStop() {
        Random random = new Random(9);
        for (int round = 0; round < 2000; round++) {
            String text = letters(random, 30);
            List<String> wanted =
                    List.of(letters(random, 1 + random.nextInt(4)), letters(random, 1 + random.nextInt(4)));
            StopStrings stops = new StopStrings(wanted);
            List<String> shown = new ArrayList<>();
            String read = "";
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                read += stops.found().isPresent() ? "" : letter;
                shown.add(stops.next(String.valueOf(letter)));
            }
            shown.add(stops.rest());
            String all = String.join("", shown);
            if (stops.found().isPresent()) {
                assertThat(read).isEqualTo(all + stops.found().get());
            } else {
                assertThat(all).isEqualTo(text).doesNotContain(wanted);
            }
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void refusesAnEmptyStopString() {
        assertThatThrownBy(() -> new StopStrings(List.of("a", "")))
                .isInstanceOf(UserError.class)
                .hasMessage("a stop string must not be empty");
    }
}
