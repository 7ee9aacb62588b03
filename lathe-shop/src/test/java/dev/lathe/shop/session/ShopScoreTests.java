package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.TinyCatalogue;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ShopScoreTests {
    private static final Catalogue CATALOGUE = TinyCatalogue.catalogue();
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void everythingRightIsASuccess() {
        check(TinyCatalogue.ORIGINAL, "red", "l", new ShopScore(1, 1, 1, 1, 1));
        assertThat(score(TinyCatalogue.ORIGINAL, "red", "l").strict()).isEqualTo(1);
        assertThat(score(TinyCatalogue.ORIGINAL, "red", "l").success()).isEqualTo(1);
    }

    @Test
    void aWrongAttributeIsAThirdOfTheAttributes() {
        check(TinyCatalogue.MATERIAL_TWIN, "red", "l", new ShopScore(1, 2 / 3.0, 1, 1, 5 / 6.0));
        assertThat(score(TinyCatalogue.MATERIAL_TWIN, "red", "l").strict()).isEqualTo(2 / 3.0);
        assertThat(score(TinyCatalogue.MATERIAL_TWIN, "red", "l").success()).isZero();
    }

    @Test
    void theBrandIsAnAttribute() {
        check(TinyCatalogue.BELNIK, "red", "l", new ShopScore(1, 2 / 3.0, 1, 1, 5 / 6.0));
    }

    @Test
    void aWrongOptionIsHalfOfTheOptions() {
        check(TinyCatalogue.ORIGINAL, "blue", "l", new ShopScore(1, 1, 0.5, 1, 5 / 6.0));
        check(TinyCatalogue.ORIGINAL, "blue", "s", new ShopScore(1, 1, 0, 1, 4 / 6.0));
        assertThat(score(TinyCatalogue.ORIGINAL, "blue", "s").strict()).isZero();
    }

    @Test
    void thePriceOfTheChosenCombinationCounts() {
        check(TinyCatalogue.PRICE_TWIN, "red", "l", new ShopScore(1, 1, 1, 0, 5 / 6.0));
        check(TinyCatalogue.PRICE_TWIN, "red", "m", new ShopScore(1, 1, 0.5, 1, 5 / 6.0));
        assertThat(score(TinyCatalogue.PRICE_TWIN, "red", "l").strict()).isZero();
    }

    @Test
    void twoSharedNodesAreHalfTheTypeAndOneIsNone() {
        check(TinyCatalogue.TEAPOT, "red", "l", new ShopScore(0.5, 1, 1, 1, 0.5));
        assertThat(score(TinyCatalogue.TEAPOT, "red", "l").strict()).isEqualTo(0.5);
        assertThat(score(TinyCatalogue.TEAPOT, "red", "l").success()).isZero();
        check(TinyCatalogue.PAN, "red", "l", new ShopScore(0, 1, 1, 1, 0));
        check(TinyCatalogue.LAMP, "red", "l", new ShopScore(0, 1, 1, 1, 0));
    }

    @Test
    void whatWasNotAskedForIsRight() {
        var task = new ShopTask("t", Split.TRAIN, Language.EN, "", List.of(new Constraint.CategoryIs("kettle")), 0, 1);
        var score =
                ShopScore.of(CATALOGUE, task, new Purchase(CATALOGUE.product(0), Listing.PLAIN, List.of("red", "l")));
        assertThat(score).isEqualTo(new ShopScore(1, 1, 1, 1, 1));
    }

    private static ShopScore score(int product, String... chosen) {
        return ShopScore.of(
                CATALOGUE,
                TinyCatalogue.task(Language.EN),
                new Purchase(CATALOGUE.product(product), Listing.PLAIN, List.of(chosen)));
    }

    private static void check(int product, String color, String size, ShopScore expected) {
        ShopScore score = score(product, color, size);
        assertThat(score.type()).isEqualTo(expected.type());
        assertThat(score.attributes()).isCloseTo(expected.attributes(), EXACT);
        assertThat(score.options()).isEqualTo(expected.options());
        assertThat(score.price()).isEqualTo(expected.price());
        assertThat(score.loose()).isCloseTo(expected.loose(), EXACT);
    }
}
