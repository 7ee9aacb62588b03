package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.dialogue.Kinds;
import dev.lathe.shop.session.Diagnosis;
import dev.lathe.shop.session.Diagnosis.Finding;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.shop.session.ReplayStep;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.shop.session.Taxonomy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagnosisTests {
    private static final Shop SHOP = new Shop(new Market(7, 10_000, 7));
    private static final ScenarioTasks TASKS = new ScenarioTasks(SHOP.world(), 3, List.of(Temper.COOPERATIVE));
    private static final ShopSettings SETTINGS = ShopSettings.of(Language.EN).withTurnLimit(40);

    private static ScenarioPlay play(Scenario scenario) {
        return new ScenarioPlay(SHOP, scenario, TASKS, Difficulty.MEDIUM);
    }

    private static List<String> replies(ScenarioPlay play, ShopTask task, Habits habits) {
        try (var environment = play.environment(SETTINGS)) {
            return Episode.play(environment, play.oracle(Language.EN, habits, Style.TERSE, 0), task)
                    .replies();
        }
    }

    @Test
    void whoeverSucceedsMadeNoErrorThatEndedIt() {
        ScenarioPlay play = play(Scenario.MULTI_PERSONA);
        for (int number = 0; number < 10; number++) {
            ShopTask task = play.task(Split.TRAIN, Language.EN, number);
            Diagnosis diagnosis = play.examine(task, SETTINGS, replies(play, task, Habits.STRICT))
                    .diagnosis();
            assertThat(diagnosis.firstFatal()).isEqualTo(-1);
            assertThat(diagnosis.findings()).isEmpty();
            assertThat(play.par(task))
                    .isEqualTo(replies(play, task, Habits.STRICT).size());
        }
    }

    @Test
    void thePriceBlindGoOverBudgetAtTheFatalStep() {
        ScenarioPlay play = play(Scenario.SINGLE);
        int over = 0;
        for (int number = 0; number < 30; number++) {
            ShopTask task = play.task(Split.TRAIN, Language.EN, number);
            List<String> replies = replies(play, task, Habits.PRICE_BLIND);
            Diagnosis diagnosis = play.examine(task, SETTINGS, replies).diagnosis();
            if (diagnosis.counts().containsKey(ErrorKind.OVER_BUDGET)) {
                over++;
                assertThat(diagnosis.firstFatal()).isEqualTo(replies.size() - 1);
                assertThat(diagnosis.counts()).containsKeys(ErrorKind.NEAR_TWIN, ErrorKind.BETTER_IN_VIEW);
            }
        }
        assertThat(over).isGreaterThan(3);
    }

    @Test
    void everySortOfMistakeIsNamed() {
        ScenarioPlay play = play(Scenario.MULTI);
        ShopTask task = play.task(Split.TRAIN, Language.EN, 0);
        Diagnosis diagnosis = play.examine(
                        task,
                        SETTINGS,
                        List.of(
                                "hello",
                                "buy[]",
                                "search[nothing of that sort]",
                                "search[nothing of that sort]",
                                "ask[which color]",
                                "ask[which color]",
                                "ask[which kind]",
                                "search[hot]",
                                "click[#99]",
                                "click[#1]",
                                "choose[none]",
                                "buy[]",
                                "leave[]"))
                .diagnosis();
        assertThat(diagnosis.counts())
                .containsKeys(
                        ErrorKind.PARSE_ERROR,
                        ErrorKind.WRONG_PAGE_KIND,
                        ErrorKind.DUPLICATE_QUERY,
                        ErrorKind.REPEATED_QUESTION,
                        ErrorKind.ASKED_KNOWN,
                        ErrorKind.OPENED_VIOLATING_ITEM,
                        ErrorKind.NOT_ON_PAGE,
                        ErrorKind.OPTION_MISSING,
                        ErrorKind.WITHOUT_ALL_OPTIONS,
                        ErrorKind.CONSTRAINT_NEVER_QUERIED,
                        ErrorKind.MISSING_SLOT_NEVER_ASKED);
    }

    @Test
    void aLastQueryThatFoundNothingWasNotRelaxed() {
        ScenarioPlay play = play(Scenario.SINGLE);
        ShopTask task = play.task(Split.TRAIN, Language.EN, 0);
        String any = "search[%s]"
                .formatted(SHOP.world().product(task.target()).title().en());
        String none = any.replace("]", " | max 0]");
        assertThat(kinds(play, task, none, "leave[]")).contains(ErrorKind.ZERO_RESULT_NOT_RELAXED);
        assertThat(kinds(play, task, any, none, "leave[]")).contains(ErrorKind.ZERO_RESULT_NOT_RELAXED);
        assertThat(kinds(play, task, none, any, "leave[]")).doesNotContain(ErrorKind.ZERO_RESULT_NOT_RELAXED);
    }

    @Test
    void whoeverRunsOutOfTokensIsToldFromWhoeverRunsOutOfSteps() {
        ScenarioPlay play = play(Scenario.SINGLE);
        ShopTask task = play.task(Split.TRAIN, Language.EN, 0);
        assertThat(kinds(play, task, "search[hot]"))
                .contains(ErrorKind.TOKEN_CAP)
                .doesNotContain(ErrorKind.STEP_CAP);
        assertThat(kinds(play, task, Collections.nCopies(40, "search[hot]").toArray(String[]::new)))
                .contains(ErrorKind.STEP_CAP)
                .doesNotContain(ErrorKind.TOKEN_CAP);
    }

    @Test
    void whatAnAgentHadNotDoneWhenItsSessionWasLostIsNotHeldAgainstIt() {
        ScenarioPlay play = play(Scenario.SINGLE);
        ShopTask task = play.task(Split.TRAIN, Language.EN, 0);
        var kinds =
                new Kinds(SHOP.world(), Language.EN, TASKS.writer(Language.EN).reader());
        List<ReplayStep> steps = play.replay(task, SETTINGS, List.of("hello", "search[hot]"));
        Diagnosis lost = new Taxonomy(SHOP.world(), task, SETTINGS.pageSize(), kinds).lost(steps);
        assertThat(lost.findings())
                .containsExactly(new Finding(ErrorKind.PARSE_ERROR, 0), new Finding(ErrorKind.INFRA, 1));
        assertThat(new Taxonomy(SHOP.world(), task, SETTINGS.pageSize(), kinds)
                        .lost(List.of())
                        .findings())
                .containsExactly(new Finding(ErrorKind.INFRA, 0));
    }

    private static Set<ErrorKind> kinds(ScenarioPlay play, ShopTask task, String... replies) {
        return play.examine(task, SETTINGS, List.of(replies))
                .diagnosis()
                .counts()
                .keySet();
    }

    @Test
    void aStoredEpisodeIsPlayedThroughTheSameStatesAgain() {
        ScenarioPlay play = play(Scenario.MULTI);
        ShopTask task = play.task(Split.HELD_OUT, Language.EN, 4);
        List<ReplayStep> steps = play.replay(task, SETTINGS, replies(play, task, Habits.STRICT));
        assertThat(steps.getLast().result().info().get("success")).isEqualTo(1);
        assertThat(steps.getLast()
                        .purchase(SHOP.world())
                        .orElseThrow()
                        .product()
                        .index())
                .isEqualTo(steps.getLast().bought().orElseThrow());
        assertThat(steps.getFirst().purchase(SHOP.world())).isEmpty();
    }

    @Test
    void thePurchaseOfWhoeverVerifiesChangesWithTheConstraint() {
        ScenarioPlay play = play(Scenario.SINGLE);
        List<ShopTask> pairs = new ArrayList<>();
        int same = 0;
        for (int number = 0; number < 30; number++) {
            ShopTask task = play.task(Split.HELD_OUT, Language.EN, number);
            Optional<ShopTask> changed = TASKS.counterfactual(task);
            if (changed.isPresent()) {
                pairs.add(changed.get());
                assertThat(changed.get().target()).isNotEqualTo(task.target());
                assertThat(outcome(play, changed.get(), Habits.STRICT)).isEqualTo(1);
                same += outcome(play, changed.get(), Habits.FIRST_RESULT) == 0 ? 1 : 0;
            }
        }
        assertThat(pairs).hasSizeGreaterThan(20);
        assertThat(same).isGreaterThan(pairs.size() / 3);
    }

    private static double outcome(ScenarioPlay play, ShopTask task, Habits habits) {
        try (var environment = play.environment(SETTINGS)) {
            return Episode.play(environment, play.oracle(Language.EN, habits, Style.TERSE, 0), task)
                    .outcome()
                    .get("success");
        }
    }
}
