package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckTests {
    @ParameterizedTest
    @CsvSource({
        "239,24500,price: 239 max= 245 h2 h2 eq t3 t4 lt ok,true",
        "260,24500,price: 260 max= 245 h2 h2 eq t6 t4 gt no,false",
        "345,24500,price: 345 max= 245 h3 h2 gt no,false",
        "245,24500,price: 245 max= 245 h2 h2 eq t4 t4 eq u5 u5 eq ok,true",
        "246,24500,price: 246 max= 245 h2 h2 eq t4 t4 eq u6 u5 gt no,false",
        "99,24500,price: 99 max= 245 h0 h2 lt ok,true",
    })
    void pricesAreComparedDigitByDigit(String price, int maxFen, String text, boolean right) {
        assertThat(Check.price("price", price, maxFen, () -> false)).isEqualTo(new Check(text, right));
    }

    @Test
    void aPriceOfFourDigitsIsNoneOfThisShop() {
        assertThatThrownBy(() -> Check.price("price", "1000", 24_500, () -> false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLabelThatThePageDoesNotHaveIsWrong() {
        var item = new Sight.Item(1, Map.of("lid", List.of("steel")));
        assertThat(Check.item(item, List.of(new Want("handle", "wood")), List.of(), () -> false))
                .isEqualTo(new Check("handle= wood handle: no", false));
    }

    @Test
    void withoutWishesThereIsNothingToWrite() {
        assertThat(Check.item(new Sight.Item(1, Map.of()), List.of(), List.of(), () -> false))
                .isEqualTo(new Check("", true));
    }

    @Test
    void carelessShopperOverlooksDifferences() {
        var item = new Sight.Item(1, Map.of("handle", List.of("steel")));
        assertThat(Check.item(item, List.of(new Want("handle", "wood")), List.of(), () -> true))
                .isEqualTo(new Check("handle= wood handle: steel ok", true));
        assertThat(Check.price("price", "246", 24_500, () -> true))
                .isEqualTo(new Check("price: 246 max= 245 h2 h2 eq t4 t4 eq u6 u5 gt ok", true));
    }
}
