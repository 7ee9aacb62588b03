package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTests {
    private static final Catalogue CATALOGUE = Catalogue.generate(7, 20_000);

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(CATALOGUE.hash()).isEqualTo("31dda0b71cfadd470734cb14b5db8d260a62b47c26c51a560f53562caaf52634");
    }

    @Test
    void anotherSeedGivesAnotherCatalogue() {
        assertThat(Catalogue.generate(8, 800).hash())
                .isNotEqualTo(Catalogue.generate(7, 800).hash());
    }

    @Test
    void tooManyProductsAreTheUsersMistake() {
        assertThatThrownBy(() -> Catalogue.generate(7, 8_000_000))
                .isInstanceOf(UserError.class)
                .hasMessage("products is 8000000; allowed is a multiple of 8 from 8 to 38400");
        assertThatThrownBy(() -> Catalogue.generate(7, 12)).isInstanceOf(UserError.class);
    }

    @Test
    void productsLieAtTheirIndexAndCostThreeDigits() {
        Set<String> ids = new HashSet<>();
        int wrong = 0;
        for (int i = 0; i < CATALOGUE.products().size(); i++) {
            Product product = CATALOGUE.product(i);
            ids.add(product.id());
            wrong += product.index() == i ? 0 : 1;
            for (int price : product.prices()) {
                wrong += price % 100 == 0 && price >= 10_000 && price <= 99_900 ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
        assertThat(ids).hasSize(20_000);
    }

    @Test
    void categoriesAreEquallyFullAndHoldABrandOnce() {
        Map<String, Set<String>> brands = new HashMap<>();
        for (Family family : CATALOGUE.families()) {
            assertThat(brands.computeIfAbsent(family.category(), missing -> new HashSet<>())
                            .add(family.brand()))
                    .isTrue();
        }
        assertThat(CATALOGUE.categories()).hasSize(60);
        assertThat(brands)
                .hasSize(60)
                .allSatisfy((category, some) -> assertThat(some).hasSizeBetween(41, 42));
    }

    @Test
    void titlesOfAFamilyAreTheSameAndTellNothingButBrandLineAndCategory() {
        for (Family family : CATALOGUE.families().subList(0, 300)) {
            Text title = CATALOGUE.product(family.original()).title();
            Text noun = CATALOGUE.category(family.category()).name();
            Text brand =
                    CATALOGUE.attribute(Attribute.BRAND).value(family.brand()).name();
            for (Language language : Language.values()) {
                List<String> words = List.of(title.in(language).split(" ", -1));
                assertThat(words.getFirst()).isEqualTo(brand.in(language));
                assertThat(words.getLast()).isEqualTo(noun.in(language));
                assertThat(words).hasSize(3);
            }
            for (int member : family.members()) {
                assertThat(CATALOGUE.product(member).title()).isEqualTo(title);
            }
        }
    }
}
