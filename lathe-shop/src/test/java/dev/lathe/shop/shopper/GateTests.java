package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Agent;
import dev.lathe.core.Message;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Category;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows on held-out tasks that the shop cannot be won by a trick. */
final class GateTests {
    private static final long SEED = 1;
    private static final int TASKS = 500;
    private static final Catalogue CATALOGUE = Catalogue.generate(SEED, 20_000);
    private static final Shop SHOP = new Shop(CATALOGUE);
    private static final ShopTasks ALL = new ShopTasks(CATALOGUE, SEED);
    private static final Map<Baseline, Double> MOST = Map.of(
            Baseline.RANDOM, 0.01,
            Baseline.FIRST_RESULT, 0.45,
            Baseline.PRICE_BLIND, 0.25,
            Baseline.OPTION_BLIND, 0.25);

    @ParameterizedTest
    @EnumSource(Language.class)
    void onlyThoseWhoVerifyEverythingSucceed(Language language) {
        List<ShopTask> tasks = ALL.tasks(Split.HELD_OUT, language, TASKS);
        List<BaselineResult> results = Baselines.evaluate(SHOP, tasks, SEED);
        assertThat(results).extracting(BaselineResult::baseline).containsExactly(Baseline.values());
        for (BaselineResult result : results) {
            if (result.baseline() == Baseline.FAIR_ORACLE) {
                assertThat(result.successRate()).isGreaterThanOrEqualTo(0.99);
                assertThat(result.means().get("verified")).isGreaterThanOrEqualTo(0.99);
                assertThat(result.means().get("items_opened")).isGreaterThan(2);
                assertThat(result.means().get("invalid_actions")).isZero();
            } else {
                assertThat(result.successRate())
                        .as(result.baseline().label())
                        .isLessThanOrEqualTo(MOST.getOrDefault(result.baseline(), 0.0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theCheapestResultIsNoBetterThanAnother(Language language) {
        int successes = 0;
        for (ShopTask task : ALL.tasks(Split.HELD_OUT, language, TASKS)) {
            Agent shopper = cheapestFirst(new FairOracle(CATALOGUE, language, Habits.PRICE_BLIND, Style.TERSE, SEED));
            try (var environment = new ShopEnvironment(SHOP, ShopSettings.of(language))) {
                successes += Episode.play(environment, shopper, task).outcome().get("success") == 1 ? 1 : 0;
            }
        }
        assertThat(successes).isLessThanOrEqualTo(TASKS / 4);
    }

    /** Returns a shopper that sees each page of results in the order of their prices. */
    private static Agent cheapestFirst(Agent shopper) {
        return conversation -> shopper.reply(conversation.stream()
                .map(message -> new Message(message.role(), sortedByPrice(message.content())))
                .toList());
    }

    private static String sortedByPrice(String page) {
        List<String> lines = new ArrayList<>(page.lines().toList());
        List<String> results =
                lines.stream().filter(line -> line.matches("#\\d+ .* \\d+")).toList();
        if (!results.isEmpty()) {
            lines.removeAll(results);
            lines.addAll(results.stream()
                    .sorted(Comparator.comparingInt(GateTests::price))
                    .toList());
        }
        return String.join("\n", lines);
    }

    private static int price(String result) {
        return Integer.parseInt(result.substring(result.lastIndexOf(' ') + 1));
    }

    @Test
    void baselinesAreTheSameForTheSameSeed() {
        List<ShopTask> tasks = ALL.tasks(Split.VALIDATION, Language.EN, 50);
        assertThat(Baselines.evaluate(SHOP, tasks, 5)).isEqualTo(Baselines.evaluate(SHOP, tasks, 5));
    }

    @Test
    void everyTargetHasTwinsThatASearchFindsBesideIt() {
        for (Language language : Language.values()) {
            for (ShopTask task : ALL.tasks(Split.HELD_OUT, language, TASKS)) {
                Product target = CATALOGUE.product(task.target());
                List<Integer> found = SHOP.search(language).find(target.title().in(language), null);
                assertThat(found).contains(target.index());
                assertThat(found.stream()
                                .map(CATALOGUE::product)
                                .filter(other -> isTwin(target, other))
                                .count())
                        .as(task.id())
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    /** Returns whether two products differ in exactly one attribute, one offered option value, or prices alone. */
    private static boolean isTwin(Product one, Product other) {
        if (!one.title().equals(other.title())) {
            return false;
        }
        int attributes = 0;
        for (Map.Entry<String, String> attribute : one.attributes().entrySet()) {
            attributes += attribute.getValue().equals(other.attributes().get(attribute.getKey())) ? 0 : 1;
        }
        int options = 0;
        for (int axis = 0; axis < one.axes().size(); axis++) {
            Set<String> missing = new HashSet<>(one.axes().get(axis).values());
            missing.removeAll(other.axes().get(axis).values());
            options += missing.size();
        }
        boolean samePrices = Arrays.equals(one.prices(), other.prices());
        return attributes + options + (samePrices ? 0 : 1) == 1;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aValueNamesOneAxisOfItsCategory(Language language) {
        for (Category category : CATALOGUE.categories()) {
            List<String> words = category.axes().stream()
                    .flatMap(axis -> CATALOGUE.axis(axis).values().stream())
                    .map(value -> value.name().in(language))
                    .toList();
            assertThat(words).as(category.id()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void demonstrationsOfTrainingTasksVerifyEverythingAndSucceed(Language language) {
        var demonstrations = new Demonstrations(SHOP, language, Style.EXPLAINED.withSlotNoise(0.2), SEED);
        var failed = new ArrayList<String>();
        for (ShopTask task : ALL.tasks(Split.TRAIN, language, TASKS)) {
            Demonstration made = demonstrations.of(task);
            if (made.outcome().get("success") < 1 || made.outcome().get("verified") < 1) {
                failed.add(task.instruction());
            }
        }
        assertThat(failed).hasSizeLessThanOrEqualTo(TASKS / 100);
    }
}
