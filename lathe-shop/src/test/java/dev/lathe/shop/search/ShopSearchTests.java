package dev.lathe.shop.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.Refinement;
import dev.lathe.shop.TinyCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShopSearchTests {
    private static final ShopSearch ENGLISH = ShopSearch.index(TinyCatalogue.catalogue(), Language.EN, Analysis.USUAL);
    private static final ShopSearch CHINESE = ShopSearch.index(TinyCatalogue.catalogue(), Language.ZH, Analysis.USUAL);

    @Test
    void allWordsMustMatchAndTiesKeepTheOrderOfProducts() {
        List<Integer> kettles = IntStream.range(0, 8).boxed().toList();
        assertThat(ENGLISH.find("norvik kettle", null)).isEqualTo(kettles);
        assertThat(CHINESE.find("诺维克 水壶", null)).isEqualTo(kettles);
        assertThat(CHINESE.find("诺维克水壶", null)).isEqualTo(kettles);
    }

    @Test
    void theFilterComparesTheCheapestCombination() {
        assertThat(ENGLISH.find("norvik kettle", 24_200)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(ENGLISH.find("norvik kettle", 24_199)).containsExactly(0, 1, 2, 3, 4);
        assertThat(ENGLISH.find("norvik kettle", 0)).isEmpty();
    }

    @Test
    void withoutAMatchOfAllWordsAnyWordCounts() {
        assertThat(ENGLISH.find("shiny lamp", null)).containsExactly(TinyCatalogue.LAMP);
        assertThat(CHINESE.find("闪亮 台灯", null)).containsExactly(TinyCatalogue.LAMP);
        assertThat(ENGLISH.find("belnik lamp", null)).hasSize(13).first().isEqualTo(TinyCatalogue.LAMP);
    }

    @Test
    void englishEndingsAndCaseDoNotMatter() {
        assertThat(ENGLISH.find("NORVIK Kettles", null)).isEqualTo(ENGLISH.find("norvik kettle", null));
    }

    @Test
    void facetsCountEveryMatch() {
        Facets facets = ENGLISH.facets("norvik kettle", 24_200, Refinement.NONE);
        assertThat(facets.total()).isEqualTo(6);
        assertThat(facets.brands()).containsExactly(entry("norvik", 6));
        assertThat(facets.prices().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(6);
        assertThat(facets.prices().keySet()).allMatch(most -> most <= 300);
        assertThat(facets.ratings()).isEmpty();
        assertThat(ENGLISH.facets("zeppelin", null, Refinement.NONE).total()).isZero();
    }

    @Test
    void nothingIsFoundForNothing() {
        assertThat(ENGLISH.find("the", null)).isEmpty();
        assertThat(ENGLISH.find("?!", null)).isEmpty();
        assertThat(ENGLISH.find("zeppelin", null)).isEmpty();
    }

    @Test
    void anythingIsWordsAndNothingIsSyntax() {
        assertThat(ENGLISH.find("lamp AND (\"~* OR -kettle:[", null)).contains(TinyCatalogue.LAMP);
        assertThat(ENGLISH.find("lamp ".repeat(10_000), null)).containsExactly(TinyCatalogue.LAMP);
    }

    @Test
    void refinementsLookBeyondTheFirstHits() {
        Catalogue many = Catalogue.generate(0, 20_000);
        ShopSearch search = ShopSearch.index(many, Language.EN, Analysis.USUAL);
        Product last = many.product(many.size() - 1);
        String category = many.category(last.category()).name().en();
        List<Integer> first = search.find(category, null);
        assertThat(first).hasSize(Search.LIMIT);
        List<Integer> all = IntStream.range(0, many.size())
                .filter(index -> many.product(index).category().equals(last.category()))
                .boxed()
                .toList();
        String brand =
                many.attribute(Attribute.BRAND).value(last.brand()).name().en();
        List<Integer> ofBrand = search.find(category, null, Refinement.NONE.withBrand(brand.toUpperCase(Locale.ROOT)));
        assertThat(ofBrand)
                .containsAll(all.stream()
                        .filter(index -> many.product(index).brand().equals(last.brand()))
                        .toList())
                .allMatch(index -> many.product(index).brand().equals(last.brand()));
        List<Integer> byPrice = search.find(category, null, Refinement.NONE.withOrder(Refinement.Order.PRICE));
        int cheapest = all.stream()
                .mapToInt(index -> many.product(index).fromPrice())
                .min()
                .orElseThrow();
        assertThat(many.product(byPrice.getFirst()).fromPrice()).isLessThanOrEqualTo(cheapest);
        assertThat(byPrice)
                .isSortedAccordingTo(
                        Comparator.comparingInt(index -> many.product(index).fromPrice()));
    }
}
