package dev.lathe.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            value = {
                "abc\tabc\tab",
                "a|bc\tbc\tac",
                "a*b+c?\taabbc\tac",
                "(ab){2,3}\tababab\tab",
                "x{3}\txxx\txx",
                "x{2,}\txxxxx\tx",
                "[a-c_]+\tab_c\tabd",
                "[^a-c]\td\ta",
                "[]x]\t]\t[",
                "[a\\-z]\t-\tb",
                "[+-]\t-\t,",
                "\\d{4}-\\d\\d\t2024-12\t2024-1x",
                "\\w+\\s\\S\tab_1 !\tab_1!",
                "[\\D]\tx\t5",
                "\\x41\\u0042\\x{1F600}\tAB😀\tAB",
                "\\p{Lu}\\p{Greek}\\pN\tÄω٣\taω3",
                "\\P{L}\t1\tz",
                "[[:digit:][:^alpha:]]\t#\tz",
                ".\t漢\t漢字",
                "^a$|^b$\tb\tab",
                "(?:a)(?<n>b)(?P<m>c)\tabc\tab",
                "a+?b*?\ta\tb",
                "\\.\\*\\{\\}\t.*{}\txx{}",
                "a{,2}\ta{,2}\taa",
                "é|漢字\t漢字\t漢",
            })
    void allowsWhatMatchesAndNothingElse(String pattern, String matching, String other) {
        Constraint constraint = Constraint.regex(pattern, RandomTexts.VOCABULARY);
        assertThat(completes(constraint, matching)).isTrue();
        assertThat(completes(constraint, other)).isFalse();
    }

    private static boolean completes(Constraint constraint, String text) {
        Position position = constraint.start();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            position = constraint.accept(position, b & 0xFF);
        }
        return position.complete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a",
                "a)",
                "[a",
                "a**b{2,1}",
                "*a",
                "(?=a)",
                "(?i)a",
                "a++",
                "\\1",
                "\\b",
                "\\q",
                "a^b",
                "(a$)",
                "[z-a]",
                "[a&&b]",
                "\\p{Nonsense}",
                "a{1001}",
                "((a{1000}){1000}){1000}",
                "((a?){0,100}){0,100}",
                "(.?){900}",
                "\\x{110000}",
                "[[:nope:]]",
                "a\\"
            })
    void saysWhatIsWrongOrNotSupported(String pattern) {
        assertThatThrownBy(() -> Constraint.regex(pattern, RandomTexts.VOCABULARY))
                .isInstanceOf(UserError.class)
                .hasMessageMatching("(?s)regular expression: character \\d+: the pattern .*");
    }

    @Test
    @Timeout(60)
    void refusesManyPartsThatMayBeLeftOut() {
        assertThatThrownBy(() -> Constraint.regex("a?".repeat(5000), RandomTexts.VOCABULARY))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("the pattern is too large: repeat less");
    }

    @Test
    void refusesWhatNothingMatches() {
        assertThatThrownBy(() -> Constraint.regex("[^\\d\\D]", RandomTexts.VOCABULARY))
                .isInstanceOf(UserError.class)
                .hasMessage("the constraint cannot be met: no text satisfies it");
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({
        "'((a?){0,10}){0,20}', aaa",
        "'(a|b)*a(a|b){200}', abba",
        "'(.*a){50}', xaya",
        "(x+x+)+y, xxxx",
        "'(.*a.{900}b)|(.*b.{900}a)', abab"
    })
    void patternsOfManyWaysAreFollowedInTime(String pattern, String beginning) {
        Constraint constraint = Constraint.regex(pattern, RandomTexts.VOCABULARY);
        Position position = constraint.start();
        for (byte b : beginning.getBytes(StandardCharsets.UTF_8)) {
            assertThat(constraint.mask(position).get(b)).isTrue();
            position = constraint.accept(position, b);
        }
    }

    @Test
    @Timeout(60)
    void aMaskOfTooManyWaysIsRefused() {
        // after each letter, any of twenty texts may have begun
        String pattern = IntStream.range(0, 20)
                .mapToObj(i -> "[%c-~][ -~]{%d}".formatted('a' + i, 400 + i))
                .collect(Collectors.joining("|", "[ -~]*(", ")"));
        Constraint constraint = Constraint.regex(pattern, RandomTexts.VOCABULARY);
        Position position = constraint.start();
        for (int i = 0; i < 400; i++) {
            position = constraint.accept(position, 'z');
        }
        Position ambiguous = position;
        assertThatThrownBy(() -> constraint.mask(ambiguous))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the constraint is too large");
    }

    @Test
    void whatComesOutOfRandomLogitsMatches() {
        int written = 0;
        for (int round = 0; round < 600; round++) {
            String pattern = pattern(new Random(round), 3);
            String text = RandomTexts.write(Constraint.regex(pattern, RandomTexts.VOCABULARY), round);
            if (text != null) {
                written++;
                assertThat(Pattern.compile(pattern).matcher(text).matches())
                        .as("%s should match '%s'", pattern, text)
                        .isTrue();
            }
        }
        assertThat(written).isGreaterThan(480);
    }

    private static String pattern(Random random, int depth) {
        if (depth == 0) {
            return List.of(
                            "a", "b", "é", "漢", ".", "\\d", "\\w", "\\s", "\\S", "[a-f]", "[^x]", "[\\d_]", "\\.",
                            "\\p{Lu}", "\\x41", " ")
                    .get(random.nextInt(16));
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
            case 1 ->
                "(?:" + pattern(random, depth - 1) + ")"
                        + List.of("*", "+", "?", "{2}", "{1,3}", "{2,}", "*?").get(random.nextInt(7));
            default -> pattern(random, depth - 1) + pattern(random, depth - 1);
        };
    }
}
