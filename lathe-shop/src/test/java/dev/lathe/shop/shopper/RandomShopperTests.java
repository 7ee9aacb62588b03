package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Message;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomShopperTests {
    @Test
    void searchesForAnInstructionThatHoldsBracketsAndBars() {
        String reply = new RandomShopper(Language.EN, 0).reply(List.of(Message.user("a [red] lamp | 5w")));
        assertThat(ActionFormat.TEXT.read(reply))
                .isInstanceOfSatisfying(
                        Reading.Understood.class,
                        read -> assertThat(read.action())
                                .isInstanceOfSatisfying(
                                        ShopAction.Search.class,
                                        search -> assertThat(search.query().split("\\s+"))
                                                .containsExactly("a", "red", "lamp", "5w")));
    }
}
