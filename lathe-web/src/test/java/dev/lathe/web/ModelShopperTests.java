package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.chat.ChatModel;
import dev.lathe.core.chat.ChatReply;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.session.SessionOrder;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.StepOrder;
import org.junit.jupiter.api.Test;

/** A model words what a customer says to an agent; the rules decide what that is. */
class ModelShopperTests {
    private static final String QUESTION = "ask[what else matters]";

    private static String answer(ChatModel model) {
        ShopServerOptions options = ShopServerOptions.usual(0);
        var floor = new ShopFloor(new Shop(Served.CATALOGUE), 0, ShopFloor.Voicing.by(model));
        var service = new ShopService(floor, options.sessions(), options.clock());
        String task = "multi-train-en-8-described-000000";
        String session = service.open(SessionOrder.of(task)).session();
        return service.step(session, new StepOrder(1, QUESTION, null)).observation();
    }

    @Test
    void wordsAreTheModelsAndFactsTheRules() {
        String plain = answer(request -> new ChatReply("", true, 0, 0));
        assertThat(plain).startsWith("shopper: ");
        assertThat(answer(request -> {
                    String told = request.messages().getLast().content();
                    return new ChatReply("well well " + told.substring(told.lastIndexOf('\n') + 1), true, 0, 0);
                }))
                .isEqualTo(plain.replace("shopper: ", "shopper: well well "));
        assertThat(answer(request -> new ChatReply("whatever", true, 0, 0))).isEqualTo(plain);
    }
}
