package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionTests {
    private static final Catalogue CATALOGUE = Catalogue.generate(7, 20_000);
    private static final ShopTasks TASKS = new ShopTasks(CATALOGUE, 7);
    private static final int SAMPLE = 1_000;

    @ParameterizedTest
    @EnumSource
    void everyWordOfOtherSplitsIsCommonInTraining(Language language) {
        Map<String, Integer> counts = new HashMap<>();
        for (ShopTask task : TASKS.tasks(Split.TRAIN, language, 10_000)) {
            LexiconWords.split(language, task.instruction()).forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        Set<String> rare = new HashSet<>();
        for (Split split : List.of(Split.VALIDATION, Split.HELD_OUT)) {
            for (ShopTask task : TASKS.tasks(split, language, SAMPLE)) {
                for (String word : LexiconWords.split(language, task.instruction())) {
                    if (!Character.isDigit(word.charAt(0)) && counts.getOrDefault(word, 0) < 10) {
                        rare.add(word);
                    }
                }
            }
        }
        assertThat(rare).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void splitsShareNoPatternAndTrainingHasMany(Language language) {
        ClauseBook book = Lexicon.shared().clauseBook(language);
        for (ClauseKind kind : ClauseKind.values()) {
            Set<Clause> seen = new HashSet<>();
            for (Split split : Split.values()) {
                assertThat(book.clauses(kind, split)).allMatch(seen::add);
            }
            assertThat(book.clauses(kind, Split.TRAIN)).hasSizeGreaterThanOrEqualTo(16);
            assertThat(book.clauses(kind, Split.VALIDATION)).hasSize(4);
            assertThat(book.clauses(kind, Split.HELD_OUT)).hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void titlesShareNothingButTheBrandWithInstructions(Language language) {
        List<String> wrong = new ArrayList<>();
        for (Split split : Split.values()) {
            for (ShopTask task : TASKS.tasks(split, language, SAMPLE)) {
                List<String> words = LexiconWords.split(language, task.instruction());
                List<String> title = List.of(
                        CATALOGUE.product(task.target()).title().in(language).split(" ", -1));
                boolean told = language == Language.ZH
                        ? title.subList(1, 3).stream().anyMatch(task.instruction()::contains)
                        : title.subList(1, 3).stream().anyMatch(words::contains);
                if (told || !words.contains(title.getFirst())) {
                    wrong.add(task.instruction());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfAttributesAreNeverSaidInTheWordsOfThePages(Language language) {
        Phrasebook phrasebook = Lexicon.shared().phrasebook(language);
        for (Attribute attribute : Lexicon.shared().attributes().values()) {
            if (attribute.id().equals(Attribute.BRAND)) {
                continue;
            }
            for (AttributeValue value : attribute.values()) {
                List<List<String>> said = phrasebook.value(attribute.id(), value.id());
                assertThat(said).hasSizeGreaterThanOrEqualTo(2);
                assertThat(said)
                        .noneMatch(phrase -> phrase.contains(value.name().in(language)));
            }
        }
    }

    /** What is written word by word must be read back as the same words, or Chinese would be ambiguous. */
    @ParameterizedTest
    @EnumSource
    void isSplitIntoTheWordsItWasWrittenWith(Language language) {
        var writer = new InstructionWriter(Lexicon.shared(), language);
        var segmenter = new Segmenter(language, Lexicon.shared().words(language));
        for (Split split : Split.values()) {
            for (int number = 0; number < SAMPLE; number++) {
                List<Constraint> constraints =
                        TASKS.task(split, language, number % 500).constraints();
                List<String> words = writer.words(split, constraints, new SplittableRandom(number));
                String text = writer.write(split, constraints, new SplittableRandom(number));
                if (!segmenter.words(text).equals(words)) {
                    assertThat(segmenter.words(text)).isEqualTo(words);
                }
            }
        }
    }
}
