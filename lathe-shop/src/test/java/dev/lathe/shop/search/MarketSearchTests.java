package dev.lathe.shop.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import dev.lathe.shop.Refinement;
import dev.lathe.shop.Refinement.Order;
import dev.lathe.shop.search.Analysis.Chinese;
import dev.lathe.shop.search.Analysis.English;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarketSearchTests {
    private static final Market MARKET = new Market(5, 10_000, 7);
    private static final MarketSearch ENGLISH = MarketIndex.inMemory(MARKET, IndexForm.COMBINED, Language.EN);

    private static String name(Product product, Language language) {
        return MARKET.attribute("brand").value(product.brand()).name().in(language) + " "
                + MARKET.category(product.category()).name().in(language);
    }

    static Stream<IndexForm> forms() {
        return Stream.of(
                IndexForm.COMBINED,
                IndexForm.FIVE_FIELDS,
                IndexForm.COMBINED.with(new Analysis(English.WORDS, Chinese.WORDS)),
                IndexForm.COMBINED.with(new Analysis(English.STEMS, Chinese.CHARACTERS)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void brandAndCategoryFindTheFamilyInBothLanguagesAndAllForms(IndexForm form) {
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
    void anIndexOfOtherTermsIsRefused(@TempDir Path folder) {
        var small = new Market(6, 800, 7);
        Path index = folder.resolve("index");
        IndexForm form = IndexForm.COMBINED.with(new Analysis(English.STEMS, Chinese.CHARACTERS));
        MarketIndex.build(small, form, index, 1);
        assertThat(MarketIndex.open(small, form, Language.ZH, index).find(name(small.product(3), Language.ZH), null))
                .isNotEmpty();
        assertThatThrownBy(() -> MarketIndex.open(small, IndexForm.COMBINED, Language.ZH, index))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        index
                                + ": its index is COMBINED STEMS CHARACTERS, not COMBINED; one is built in a folder that is empty or not there");
    }

    @Test
    void wordsAsTheyAreWrittenKeepTheirEndings() {
        MarketSearch written = MarketIndex.inMemory(
                MARKET, IndexForm.COMBINED.with(new Analysis(English.WORDS, Chinese.PAIRS)), Language.EN);
        Product product = MARKET.product(0);
        String category = MARKET.category(product.category()).name().en();
        assertThat(ENGLISH.find(category + "s", null)).isEqualTo(ENGLISH.find(category, null));
        assertThat(written.find(category + "s", null)).isNotEqualTo(written.find(category, null));
        assertThat(written.find(category.toUpperCase(Locale.ROOT), null)).isEqualTo(written.find(category, null));
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
