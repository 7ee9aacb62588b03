package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Satisfaction;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.search.Analysis;
import dev.lathe.shop.search.Analysis.Chinese;
import dev.lathe.shop.search.Analysis.English;
import dev.lathe.shop.search.IndexForm;
import dev.lathe.shop.search.MarketIndex;
import dev.lathe.shop.search.Search;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Keeps how well requests find a right product: what changes here changes the difficulty of every task. */
class RetrievalTests {
    private static final int COUNT = 300;
    private static final Market MARKET = new Market(7, 10_000, 7);
    private static final ScenarioTasks TASKS = new ScenarioTasks(MARKET, 3, List.of(Temper.COOPERATIVE));
    private static final Search ENGLISH = MarketIndex.inMemory(MARKET, IndexForm.COMBINED, Language.EN);

    @Test
    void recallIsAsItWas() {
        assertThat(List.of(
                        measure(ENGLISH, Language.EN, Scenario.MULTI_PERSONA, ShopTask::instruction),
                        measure(ENGLISH, Language.EN, Scenario.SINGLE, ShopTask::instruction),
                        measure(ENGLISH, Language.EN, Scenario.SINGLE, RetrievalTests::names)))
                .as("R@1, R@20, R@150, MRR of the simple and the full request, and of brand and category by name")
                .containsExactly("5.3 15.7 17.3 0.078", "19.3 78.0 84.0 0.329", "45.7 100.0 100.0 0.659");
    }

    @Test
    void recallByOtherTermsIsAsItWas() {
        assertThat(List.of(
                        requests(Language.EN, new Analysis(English.WORDS, Chinese.PAIRS)),
                        requests(Language.ZH, Analysis.USUAL),
                        requests(Language.ZH, new Analysis(English.STEMS, Chinese.WORDS)),
                        requests(Language.ZH, new Analysis(English.STEMS, Chinese.CHARACTERS))))
                .as("R@1, R@20, R@150, MRR of the full request: English words; Chinese pairs, words, characters")
                .containsExactly(
                        "21.3 77.3 84.0 0.340", "9.0 38.3 46.7 0.172", "13.3 51.7 66.3 0.236", "4.7 17.0 34.3 0.076");
    }

    private static String requests(Language language, Analysis analysis) {
        Search search = MarketIndex.inMemory(MARKET, IndexForm.COMBINED.with(analysis), language);
        return measure(search, language, Scenario.SINGLE, ShopTask::instruction);
    }

    private static String names(ShopTask task) {
        return Plan.of(MARKET, task.language(), task.constraints()).query();
    }

    /** Returns recall at 1, 20 and 150 in percent, and the mean reciprocal rank. */
    private static String measure(
            Search search, Language language, Scenario scenario, Function<ShopTask, String> query) {
        int[] found = new int[3];
        double reciprocal = 0;
        for (ShopTask task : TASKS.tasks(scenario, Split.HELD_OUT, language, Difficulty.MEDIUM, COUNT)) {
            int rank = rank(search.find(query.apply(task), null), task);
            found[0] += rank <= 1 ? 1 : 0;
            found[1] += rank <= 20 ? 1 : 0;
            found[2] += rank <= 150 ? 1 : 0;
            reciprocal += rank == Integer.MAX_VALUE ? 0 : 1.0 / rank;
        }
        return String.format(
                Locale.ROOT,
                "%.1f %.1f %.1f %.3f",
                100.0 * found[0] / COUNT,
                100.0 * found[1] / COUNT,
                100.0 * found[2] / COUNT,
                reciprocal / COUNT);
    }

    private static int rank(List<Integer> hits, ShopTask task) {
        for (int i = 0; i < hits.size(); i++) {
            int index = hits.get(i);
            if (Satisfaction.count(MARKET.product(index), MARKET.listing(index), task.constraints()) > 0) {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
