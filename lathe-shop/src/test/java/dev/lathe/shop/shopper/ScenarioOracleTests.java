package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishWriter;
import dev.lathe.shop.World;
import dev.lathe.shop.dialogue.Shopper;
import dev.lathe.shop.dialogue.TemplateVoice;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds that whoever is told everything and verifies everything succeeds in every scenario, in both worlds and languages. */
class ScenarioOracleTests {
    private static final int TASKS = 40;
    private static final World MARKET = new Market(7, 20_000, 7);
    private static final World SMALL = Catalogue.generate(0, 20_000);
    private static final Shop MARKET_SHOP = new Shop(MARKET);
    private static final Shop SMALL_SHOP = new Shop(SMALL);

    @ParameterizedTest
    @EnumSource
    void succeedsInTheMarket(Scenario scenario) {
        for (Difficulty difficulty : List.of(Difficulty.EASY, Difficulty.HARD)) {
            assertThat(failures(MARKET_SHOP, scenario, difficulty)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void succeedsInTheSmallWorld(Scenario scenario) {
        assertThat(failures(SMALL_SHOP, scenario, Difficulty.MEDIUM)).isEmpty();
    }

    @Test
    void leavesWhereNothingIsRight() {
        assertThat(failures(MARKET_SHOP, Scenario.SINGLE, Difficulty.MEDIUM.withInfeasible()))
                .isEmpty();
        assertThat(failures(MARKET_SHOP, Scenario.MULTI_PERSONA, Difficulty.MEDIUM.withInfeasible()))
                .isEmpty();
    }

    /** A shopper is no substitute for reading pages. */
    @ParameterizedTest
    @EnumSource
    void whoeverVerifiesLessSucceedsLess(Scenario scenario) {
        var made = new ScenarioTasks(SMALL, 3, List.of(Temper.values()));
        var play = new ScenarioPlay(SMALL_SHOP, scenario, made, Difficulty.MEDIUM);
        List<ShopTask> tasks = made.tasks(scenario, Split.HELD_OUT, Language.EN, Difficulty.MEDIUM, 100);
        for (BaselineResult result : Baselines.evaluate(play, tasks, 0)) {
            if (result.baseline() == Baseline.FAIR_ORACLE) {
                assertThat(result.successRate()).isEqualTo(1);
            } else {
                assertThat(result.successRate()).as(result.baseline().label()).isLessThan(0.5);
            }
        }
    }

    private static List<String> failures(Shop shop, Scenario scenario, Difficulty difficulty) {
        var tasks = new ScenarioTasks(shop.world(), 3, List.of(Temper.values()));
        List<String> failures = new ArrayList<>();
        for (Language language : Language.values()) {
            WishWriter writer = tasks.writer(language);
            var shopper = new Shopper(shop.world(), language, writer.reader(), new TemplateVoice(writer, language));
            var settings = ShopSettings.of(language).withTurnLimit(60);
            for (ShopTask task : tasks.tasks(scenario, Split.HELD_OUT, language, difficulty, TASKS)) {
                var oracle = new ScenarioOracle(
                        shop.world(), language, scenario, writer.reader(), Habits.STRICT, Style.EXPLAINED, 0);
                try (var environment = new ShopEnvironment(shop, settings, shopper)) {
                    Demonstration played = Episode.play(environment, oracle, task);
                    Metrics outcome = played.outcome();
                    if (outcome.get("success") < 1 || outcome.get("invalid_actions") > 0) {
                        failures.add(task.id() + " " + task.disclosure().temper() + " " + outcome + "\n"
                                + task.constraints() + "\n" + played.turns());
                    }
                }
            }
        }
        return failures.size() > 2 ? failures.subList(0, 2) : failures;
    }
}
