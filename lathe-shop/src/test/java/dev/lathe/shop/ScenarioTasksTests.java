package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTasksTests {
    private static final Market MARKET = new Market(7, 200_000, 7);
    private static final ScenarioTasks TASKS = new ScenarioTasks(MARKET, 3, List.of(Temper.values()));
    private static final ScenarioTasks SMALL =
            new ScenarioTasks(Catalogue.generate(0, 20_000), 3, List.of(Temper.values()));
    private static final int COUNT = 60;

    @ParameterizedTest
    @EnumSource
    void whatIsSaidIsUnderstoodAndTheRestIsHidden(Scenario scenario) {
        for (Language language : Language.values()) {
            WishReader reader = TASKS.writer(language).reader();
            for (ShopTask task : TASKS.tasks(scenario, Split.HELD_OUT, language, Difficulty.HARD, COUNT)) {
                List<Constraint> said = new ArrayList<>();
                for (int i = 0; i < task.constraints().size(); i++) {
                    if (task.disclosure().source(i) == Source.SAID) {
                        said.add(task.constraints().get(i));
                    }
                }
                assertThat(reader.read(task.instruction(), null))
                        .as(task.instruction())
                        .containsExactlyInAnyOrderElementsOf(said);
                assertThat(task.satisfying()).as(task.id()).isPositive();
                assertThat(task.disclosure().sources().contains(Source.ASKED)).isEqualTo(scenario.dialogue());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskIsAboutItsTarget(Scenario scenario) {
        for (ScenarioTasks tasks : List.of(TASKS, SMALL)) {
            World world = tasks == TASKS ? MARKET : Catalogue.generate(0, 20_000);
            for (ShopTask task : tasks.tasks(scenario, Split.TRAIN, Language.EN, Difficulty.MEDIUM, COUNT)) {
                int satisfying = Satisfaction.count(
                        world.product(task.target()), world.listing(task.target()), task.constraints());
                assertThat(satisfying).as(task.id()).isPositive();
            }
        }
    }

    @Test
    void allWishesTogetherLeaveTheOriginalAlone() {
        for (ShopTask task : TASKS.tasks(Scenario.SINGLE, Split.TRAIN, Language.EN, Difficulty.HARD, COUNT)) {
            int family = task.target() / MARKET.familySize();
            List<Constraint> all = MarketWishes.all(MARKET, MARKET.familyAt(family));
            assertThat(new Satisfaction(MARKET).count(all)).isEqualTo(1);
        }
    }

    @Test
    void nothingMeetsAnInfeasibleTask() {
        Difficulty difficulty = Difficulty.MEDIUM.withInfeasible();
        for (ShopTask task : TASKS.tasks(Scenario.SINGLE, Split.HELD_OUT, Language.ZH, difficulty, COUNT)) {
            assertThat(task.satisfying()).isZero();
        }
    }

    @Test
    void harderTasksWishMore() {
        assertThat(wishes(Difficulty.at(0))).isLessThan(wishes(Difficulty.at(0.5)));
        assertThat(wishes(Difficulty.at(0.5))).isLessThan(wishes(Difficulty.at(1)));
    }

    private static int wishes(Difficulty difficulty) {
        return TASKS.tasks(Scenario.SINGLE, Split.TRAIN, Language.EN, difficulty, COUNT).stream()
                .mapToInt(task -> task.constraints().size())
                .sum();
    }

    @Test
    void splitsShareNoFamily() {
        Set<Integer> seen = new HashSet<>();
        for (Split split : Split.values()) {
            Set<Integer> families = new HashSet<>();
            for (ShopTask task : TASKS.tasks(Scenario.SINGLE, split, Language.EN, Difficulty.EASY, COUNT)) {
                families.add(task.target() / MARKET.familySize());
            }
            assertThat(seen).doesNotContainAnyElementsOf(families);
            seen.addAll(families);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsCopyNothingOfTitlesButTheBrand(Language language) {
        List<String> copied = new ArrayList<>();
        for (ShopTask task : TASKS.tasks(Scenario.SINGLE, Split.HELD_OUT, language, Difficulty.MEDIUM, 200)) {
            Product target = MARKET.product(task.target());
            String title = target.title()
                    .in(language)
                    .replace(
                            MARKET.attribute(Attribute.BRAND)
                                    .value(target.brand())
                                    .name()
                                    .in(language),
                            "");
            for (String part : ngrams(title, language)) {
                if (task.instruction().contains(part)) {
                    copied.add(part + " in " + task.instruction());
                }
            }
        }
        assertThat(copied).isEmpty();
    }

    /** Returns two words of English, or four characters of Chinese, in a row. */
    private static List<String> ngrams(String title, Language language) {
        List<String> parts = new ArrayList<>();
        String[] words = language == Language.EN
                ? title.strip().split(" ", -1)
                : title.strip().split("", -1);
        int length = language == Language.EN ? 2 : 4;
        for (int i = 0; i + length <= words.length; i++) {
            parts.add(String.join(
                    language == Language.EN ? " " : "", List.of(words).subList(i, i + length)));
        }
        return parts;
    }

    @Test
    void noPersonaContradictsItself() {
        List<String> found = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            found.addAll(PersonaCheck.contradictions(TASKS.persona(Split.TRAIN, number)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aPersonaIsStableAndHintsLieInBothFields() {
        assertThat(TASKS.persona(Split.TRAIN, 5)).isEqualTo(TASKS.persona(Split.TRAIN, 5));
        assertThat(TASKS.persona(Split.TRAIN, 5)).isNotEqualTo(TASKS.persona(Split.HELD_OUT, 5));
        Set<Persona.Field> fields = new HashSet<>();
        for (int number = 0; number < 20; number++) {
            TASKS.persona(Split.TRAIN, number).preferences().forEach(preference -> fields.add(preference.field()));
        }
        assertThat(fields).containsExactlyInAnyOrder(Persona.Field.values());
    }

    @Test
    void theCheckerFindsContradictions() {
        Persona good = TASKS.persona(Split.TRAIN, 1);
        Persona.Preference first = good.preferences().getFirst();
        var other = new Persona.Preference(
                first.category(), new Constraint.OptionIs("color", "none"), Persona.Field.PREFERENCES);
        var bad = new Persona(
                1, good.name(), 7, good.city(), Persona.TODAY.plusDays(1), List.of(first, other), good.orders());
        assertThat(PersonaCheck.contradictions(bad)).hasSizeGreaterThanOrEqualTo(3);
    }
}
