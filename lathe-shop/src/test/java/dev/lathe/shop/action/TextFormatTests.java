package dev.lathe.shop.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormatTests {
    @Test
    void theLastActionCounts() {
        assertThat(read("I could click[#1] but rather CLICK[ # 1 2 ] it is")).isEqualTo(new ShopAction.Open(12));
    }

    @ParameterizedTest
    @CsvSource({
        "search[norvik kettle | max 245]",
        "search[ norvik kettle | max 245 ]",
        "search[norvik kettle|max 2 4 5]",
        "search [ norvik kettle | max245.00 ]",
    })
    void whiteSpaceInASearchIsFree(String written) {
        assertThat(read(written)).isEqualTo(new ShopAction.Search("norvik kettle", 24_500));
    }

    @Test
    void aPriceMayHaveDecimals() {
        assertThat(read("search[kettle | max 24.5]")).isEqualTo(new ShopAction.Search("kettle", 2_450));
    }

    @Test
    void aWordThatEndsLikeAVerbIsNone() {
        assertThat(flaw("research[kettles]")).isEqualTo(Flaw.NO_ACTION);
    }

    @ParameterizedTest
    @CsvSource({
        "let me think,NO_ACTION",
        "'',NO_ACTION",
        "click #3,NO_ACTION",
        "purchase[],NO_ACTION",
        "search[ ],NO_QUERY",
        "search[ | max 3],NO_QUERY",
        "search[kettle | max],BAD_MAXIMUM",
        "search[kettle | min 3],BAD_MAXIMUM",
        "search[kettle | max -3],BAD_MAXIMUM",
        "search[kettle | max 99999999],BAD_MAXIMUM",
        "click[kettle],BAD_SLOT",
        "click[],BAD_SLOT",
        "propose[x],BAD_SLOT",
        "choose[ ],NO_VALUE",
        "ask[],NO_QUESTION",
    })
    void aFlawIsNamed(String written, Flaw flaw) {
        assertThat(flaw(written)).isEqualTo(flaw);
    }

    private static ShopAction read(String reply) {
        return ((Understood) ActionFormat.TEXT.read(reply)).action();
    }

    private static Flaw flaw(String reply) {
        return ((Malformed) ActionFormat.TEXT.read(reply)).flaw();
    }
}
