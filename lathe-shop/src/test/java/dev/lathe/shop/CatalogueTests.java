package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class CatalogueTests {
    @Test
    void theSameSeedGivesTheSameCatalogueAndAnotherSeedAnotherOne() {
        String hash = Catalogue.generate(7, 800).hash();

        assertThat(Catalogue.generate(7, 800).hash()).isEqualTo(hash);
        assertThat(Catalogue.generate(8, 800).hash()).isNotEqualTo(hash);
    }

    @Test
    void tooManyProductsAreTheUsersMistake() {
        assertThatThrownBy(() -> Catalogue.generate(7, 8_000_000))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("shop.products is 8000000; allowed is a multiple of 8");
    }
}
