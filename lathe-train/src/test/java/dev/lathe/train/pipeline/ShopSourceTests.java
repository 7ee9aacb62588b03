package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.tokenizer.SpecialTokens;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.model.tokenizer.WordTokenizer;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.shopper.ShopVocabulary;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.recipe.ShopLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopSourceTests {
    private static final Pattern PIECE = Pattern.compile("[a-z]+\\[|#[0-9]+|[\\p{L}0-9-]+[:=]?|[^\\s]");
    private static final ShopSource BOTH = source(ShopLanguage.BOTH);

    @Test
    void tasksTakeTurnsBetweenTheLanguages() {
        assertThat(List.of(BOTH.training(0), BOTH.training(1), BOTH.training(2)))
                .extracting(ShopTask::language)
                .containsExactly(Language.EN, Language.ZH, Language.EN);
        List<ShopTask> heldOut = BOTH.heldOut(4);
        assertThat(heldOut)
                .extracting(ShopTask::language)
                .containsExactly(Language.EN, Language.ZH, Language.EN, Language.ZH);
        assertThat(heldOut.get(1).constraints()).isEqualTo(heldOut.get(0).constraints());
    }

    @Test
    void oneLanguageIsWhatItsOwnSourceSays() {
        List<ShopTask> chinese = source(ShopLanguage.ZH).heldOut(2);
        assertThat(chinese)
                .containsExactly(BOTH.heldOut(4).get(1), BOTH.heldOut(4).get(3));
    }

    @Test
    void everyTaskIsServedInItsOwnLanguage() {
        try (Environment<ShopTask> environment = BOTH.environment()) {
            for (ShopTask task : BOTH.heldOut(2)) {
                environment.reset(task, 0);
                String refusal = environment
                        .step("?")
                        .observation()
                        .messages()
                        .getFirst()
                        .content();
                assertThat(refusal.chars().anyMatch(Character::isIdeographic))
                        .isEqualTo(task.language() == Language.ZH);
            }
        }
    }

    @Test
    void lessonsAndWordsAreThoseOfBothLanguages() {
        assertThat(BOTH.vocabulary())
                .containsAll(ShopVocabulary.words(Language.EN))
                .containsAll(ShopVocabulary.words(Language.ZH))
                .doesNotHaveDuplicates();
        for (int number = 0; number < 2; number++) {
            for (SftRecipe.Part part : SftRecipe.Part.values()) {
                assertThat(BOTH.lesson(part, number).turns()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyScenarioHasLessonsOfKnownWords(Scenario scenario) {
        ShopSource source = source(ShopLanguage.EN, scenario);
        Set<String> known = new HashSet<>(source.vocabulary());
        for (int number = 0; number < 20; number++) {
            ShopTask task = source.training(number);
            assertThat(task.disclosure().sources().contains(Source.ASKED)).isEqualTo(scenario.dialogue());
            for (SftRecipe.Part part : SftRecipe.Part.values()) {
                Lesson lesson = source.lesson(part, number);
                assertThat(lesson.turns()).isNotEmpty();
                for (Lesson.Turn turn : lesson.turns()) {
                    assertThat(unknown(known, turn)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatHasLessonsThatSucceedWhenTheyAreReadBack(ActionFormat format) {
        ShopSource source = source(List.of(
                "environment.products=800",
                "environment.scenario=multi",
                "environment.turn_limit=60",
                "environment.carelessness=0",
                "environment.format=" + format.name().toLowerCase(Locale.ROOT)));
        Tokenizer tokenizer = Tokenizer.ofJson(WordTokenizer.json(source.vocabulary(), SpecialTokens.CHAT));
        try (Environment<ShopTask> environment = source.environment()) {
            for (int number = 0; number < 5; number++) {
                ShopTask task = source.training(number);
                environment.reset(task, 0);
                StepResult last = null;
                for (Lesson.Turn turn : source.oracle(task).turns()) {
                    String said = format == ActionFormat.JSON
                            ? turn.reply()
                            : tokenizer.decode(tokenizer.encode(turn.reply()), true);
                    last = environment.step(said);
                }
                assertThat(Objects.requireNonNull(last).info().get("success")).isEqualTo(1);
            }
        }
    }

    private static List<String> unknown(Set<String> known, Lesson.Turn turn) {
        String text = turn.reply()
                + " "
                + turn.observation().stream().map(Message::content).collect(Collectors.joining(" "));
        return PIECE.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(piece -> !known.contains(piece) && !piece.matches("[0-9-]+|[.,]"))
                .toList();
    }

    @Test
    void aCurriculumGoesFromEasyToHardAndIsExaminedAtOneDifficulty() {
        ShopSource source = source(List.of(
                "environment.products=2000",
                "environment.scenario=single",
                "environment.difficulty=hard",
                "environment.curriculum=300"));
        assertThat(source.training(0).id()).contains("-5-plain-");
        assertThat(source.training(150).id()).contains("-8-described-");
        assertThat(source.training(299).id()).contains("-11-vague-");
        assertThat(source.training(100_000).id()).contains("-11-vague-");
        assertThat(source.training(TaskSource.ROW).id()).contains("-5-plain-");
        assertThat(source.training(2 * TaskSource.ROW + 150).id()).contains("-8-described-");
        assertThat(source.heldOut(1).getFirst().id()).contains("-11-vague-");
        assertThat(source(ShopLanguage.EN, Scenario.SINGLE).training(0).id()).contains("-8-described-");
        assertThatThrownBy(() -> source(List.of("environment.products=2000", "environment.difficulty=easy")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("need a scenario or world: market");
    }

    private static ShopSource source(ShopLanguage language) {
        return source(language, null);
    }

    private static ShopSource source(ShopLanguage language, @Nullable Scenario scenario) {
        List<String> changes = new ArrayList<>(List.of(
                "environment.products=800",
                "environment.language=" + language.name().toLowerCase(Locale.ROOT)));
        if (scenario != null) {
            changes.add("environment.scenario=" + scenario.name().toLowerCase(Locale.ROOT));
        }
        return source(changes);
    }

    private static ShopSource source(List<String> changes) {
        Recipe recipe = Recipes.load("shop", Recipe.class, changes);
        return new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), 0);
    }
}
