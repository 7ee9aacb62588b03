package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.MarketFamily.Break;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarketTests {
    private static final Market MARKET = new Market(7, 1_000_000, 7);

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(MARKET.hash()).isEqualTo("c0901c172dd2322b05e2128fa8e5d4851fb29a35dee74b35a1f831a4eb9e5137");
        assertThat(new Market(8, 1_000_000, 7).hash()).isNotEqualTo(MARKET.hash());
    }

    @Test
    void aProductIsTheSameAloneAndInARange() {
        List<Product> range = MARKET.products(499_990, 500_050);
        for (int i = 0; i < range.size(); i++) {
            assertThat(range.get(i)).isEqualTo(MARKET.product(499_990 + i));
        }
        assertThat(new Market(7, 600_000, 7).product(499_990)).isEqualTo(range.getFirst());
    }

    @Test
    void hasAThousandLeavesWithSchemasOfTheirOwn() {
        assertThat(MARKET.categories()).hasSize(1020);
        assertThat(MARKET.categories()).extracting(Category::id).doesNotHaveDuplicates();
        assertThat(MARKET.categories().stream()
                        .map(category -> category.path().getFirst())
                        .distinct())
                .hasSize(12);
        assertThat(MARKET.categories().stream()
                        .map(category -> category.attributes() + " " + category.axes())
                        .distinct()
                        .count())
                .isGreaterThan(900);
    }

    @Test
    void everyTwinBreaksExactlyOneWish() {
        var many = new Market(7, 16_000, 15);
        Set<Break> seen = new HashSet<>();
        for (int family = 0; family < many.families(); family++) {
            MarketFamily made = many.familyAt(family);
            List<Constraint> wishes = MarketWishes.all(many, made);
            for (int index = family * 16; index < family * 16 + 16; index++) {
                List<Constraint> broken = brokenBest(many, index, wishes);
                Break expected = MarketProducts.broken(made, index, 16);
                seen.add(expected);
                assertThat(broken).as("%s %s", index, expected).hasSize(index == made.original() ? 0 : 1);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Break.values());
    }

    /** Returns what the best combination of a product breaks. */
    private static List<Constraint> brokenBest(Market market, int index, List<Constraint> wishes) {
        Product product = market.product(index);
        List<Constraint> best = wishes;
        for (List<String> chosen : product.combinations()) {
            var purchase = new Purchase(product, market.listing(index), chosen);
            List<Constraint> broken =
                    wishes.stream().filter(wish -> !purchase.meets(wish)).toList();
            best = broken.size() < best.size() ? broken : best;
        }
        return best;
    }

    @Test
    void aShelfHoldsExactlyTheProductsOfItsCategoryAndBrand() {
        var small = new Market(3, 50_001, 7);
        Product some = small.product(40_000);
        List<Integer> expected = IntStream.range(0, small.size())
                .filter(index -> small.product(index).category().equals(some.category())
                        && small.product(index).brand().equals(some.brand()))
                .boxed()
                .toList();
        assertThat(small.shelf(some.category(), some.brand()))
                .isEqualTo(expected)
                .contains(40_000);
    }

    @Test
    void brandsComeOnceInACategoryUntilAllHaveCome() {
        Category category = MARKET.categories().getFirst();
        List<String> brands = new ArrayList<>();
        for (int index : MARKET.shelf(category.id(), null)) {
            if (index % MARKET.familySize() == 0) {
                brands.add(MARKET.product(index).brand());
            }
        }
        assertThat(brands).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> new Market(1, 0, 7))
                .isInstanceOf(UserError.class)
                .hasMessage("products is 0; allowed is 1 to 50000000");
        assertThatThrownBy(() -> new Market(1, 10, 32))
                .isInstanceOf(UserError.class)
                .hasMessage("twins is 32; allowed is 0 to 31");
        assertThatThrownBy(() -> MARKET.product(1_000_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
