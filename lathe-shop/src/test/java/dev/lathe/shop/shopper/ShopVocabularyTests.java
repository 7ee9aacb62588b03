package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.LexiconWords;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.session.Shop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopVocabularyTests {
    private static final Pattern PIECE = Pattern.compile("[a-z]+\\[|]|[^\\s\\[\\]]+");
    private static final int COUNT = 150;

    private static final Catalogue CATALOGUE = Catalogue.generate(7, 20_000);
    private static final Shop SHOP = new Shop(CATALOGUE);
    private static final ShopTasks TASKS = new ShopTasks(CATALOGUE, 7);

    @ParameterizedTest
    @EnumSource
    void holdsEveryWordOfInstructionsPagesAndReplies(Language language) {
        Set<String> known = new HashSet<>(ShopVocabulary.words(language));
        Set<String> unknown = new TreeSet<>();
        var demonstrations = new Demonstrations(SHOP, language, Style.EXPLAINED, 7);
        for (ShopTask task : TASKS.tasks(Split.HELD_OUT, language, COUNT)) {
            List<String> words = demonstrations.of(task).turns().stream()
                    .flatMap(turn -> Stream.of(turn.observation(), turn.reply()))
                    .flatMap(text -> words(language, task, text))
                    .toList();
            words.stream().filter(word -> !known.contains(word)).forEach(unknown::add);
        }
        assertThat(unknown).isEmpty();
    }

    private static Stream<String> words(Language language, ShopTask task, String text) {
        Stream<String> words = text.equals(task.instruction())
                ? LexiconWords.split(language, text).stream()
                : PIECE.matcher(text).results().map(MatchResult::group);
        return words.filter(word -> !word.matches("[0-9]+"));
    }

    @ParameterizedTest
    @EnumSource
    void isSmallAndWithoutRepetitions(Language language) {
        List<String> words = ShopVocabulary.words(language);

        assertThat(words).doesNotHaveDuplicates().hasSizeLessThan(1_500);
        assertThat(words).noneMatch(word -> word.isBlank() || word.matches(".*\\s.*"));
    }
}
