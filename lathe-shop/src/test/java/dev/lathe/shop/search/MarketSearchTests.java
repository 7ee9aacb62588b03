package dev.lathe.shop.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import dev.lathe.shop.Refinement;
import dev.lathe.shop.Refinement.Order;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketSearchTests {
    private static final Market MARKET = new Market(5, 10_000, 7);
    private static final MarketSearch ENGLISH = MarketIndex.inMemory(MARKET, IndexForm.COMBINED, Language.EN);

    private static String name(Product product, Language language) {
        return MARKET.attribute("brand").value(product.brand()).name().in(language) + " "
                + MARKET.category(product.category()).name().in(language);
    }

    @ParameterizedTest
    @EnumSource
    void brandAndCategoryFindTheFamilyInBothLanguagesAndForms(IndexForm form) {
        for (Language language : Language.values()) {
            MarketSearch search = MarketIndex.inMemory(MARKET, form, language);
            for (int index = 3; index < 10_000; index += 777) {
                Product product = MARKET.product(index);
                assertThat(search.find(name(product, language), null).subList(0, 8))
                        .allMatch(found -> MARKET.product(found).family() == product.family());
            }
        }
    }

    @Test
    void chineseIsFoundWithoutSpaces() {
        MarketSearch chinese = MarketIndex.inMemory(MARKET, IndexForm.COMBINED, Language.ZH);
        Product product = MARKET.product(1234);
        assertThat(chinese.find(name(product, Language.ZH).replace(" ", ""), null))
                .contains(1234);
    }

    @Test
    void wordsThatNeverOccurTogetherFindTheRarest() {
        Product product = MARKET.product(100);
        List<Integer> found = ENGLISH.find("please i want " + name(product, Language.EN) + " unheard", null);
        assertThat(found.subList(0, 8)).allMatch(index -> MARKET.product(index).family() == product.family());
        assertThat(ENGLISH.find("unheard of", null)).isEmpty();
        assertThat(ENGLISH.find("", null)).isEmpty();
    }

    @Test
    void filtersAndOrdersHold() {
        String words = MARKET.category(MARKET.product(0).category()).name().en();
        List<Integer> cheap = ENGLISH.find(words, 30_000, Refinement.NONE.withOrder(Order.PRICE));
        assertThat(cheap)
                .isNotEmpty()
                .allMatch(index -> MARKET.product(index).fromPrice() <= 30_000)
                .isSortedAccordingTo(Comparator.<Integer>comparingInt(
                                index -> MARKET.product(index).fromPrice())
                        .thenComparing(Comparator.naturalOrder()));
        assertThat(ENGLISH.find(words, null, Refinement.NONE.withLeastRating(45)))
                .isNotEmpty()
                .allMatch(index -> MARKET.listing(index).rating() >= 45);
        assertThat(ENGLISH.find(words, null, Refinement.NONE.withOrder(Order.RATING)))
                .isSortedAccordingTo(Comparator.<Integer>comparingInt(
                                index -> -MARKET.listing(index).rating())
                        .thenComparing(Comparator.naturalOrder()));
        String brand = MARKET.product(0).brand();
        assertThat(ENGLISH.find(words, null, Refinement.NONE.withBrand(brand)))
                .isNotEmpty()
                .allMatch(index -> MARKET.product(index).brand().equals(brand));
    }

    @Test
    void facetsCountEveryMatch() {
        String words = MARKET.category(MARKET.product(0).category()).name().en();
        Facets facets = ENGLISH.facets(words, null, Refinement.NONE);
        assertThat(facets.total()).isGreaterThan(0);
        assertThat(facets.brands().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(facets.total());
        assertThat(facets.prices().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(facets.total());
        assertThat(facets.ratings().get(35))
                .isGreaterThanOrEqualTo(facets.ratings().get(45));
        int upTo300 = facets.prices().entrySet().stream()
                .filter(band -> band.getKey() <= 300)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(ENGLISH.facets(words, 300_00, Refinement.NONE).total()).isEqualTo(upTo300);
    }

    @Test
    void anIndexOnDiskAnswersAsOneInMemoryHoweverManyThreadsWroteIt(@TempDir Path folder) {
        MarketIndex.build(MARKET, IndexForm.COMBINED, folder.resolve("two"), 2);
        MarketIndex.build(MARKET, IndexForm.COMBINED, folder.resolve("one"), 1);
        MarketSearch two = MarketIndex.open(MARKET, IndexForm.COMBINED, Language.EN, folder.resolve("two"));
        MarketSearch one = MarketIndex.open(MARKET, IndexForm.COMBINED, Language.EN, folder.resolve("one"));
        for (int index = 0; index < 10_000; index += 501) {
            String words = "hot " + name(MARKET.product(index), Language.EN) + " color";
            List<Integer> expected = ENGLISH.find(words, null);
            assertThat(two.find(words, null)).isEqualTo(expected);
            assertThat(one.find(words, null)).isEqualTo(expected);
        }
    }

    @Test
    void anIndexOfAnotherMarketIsRefused(@TempDir Path folder) {
        var other = new Market(6, 800, 7);
        MarketIndex.build(other, IndexForm.COMBINED, folder.resolve("index"), 1);
        assertThatThrownBy(() -> MarketIndex.open(MARKET, IndexForm.COMBINED, Language.EN, folder.resolve("index")))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith(
                        "has no index of this market; one is built in a folder that is empty or not there");
    }
}
