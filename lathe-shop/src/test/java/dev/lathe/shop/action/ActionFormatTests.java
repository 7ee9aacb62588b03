package dev.lathe.shop.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ActionFormatTests {
    static Stream<ShopAction> actions() {
        return Stream.of(
                new ShopAction.Search("诺维克 水壶", null),
                new ShopAction.Search("norvik kettle", 24_500),
                new ShopAction.Search("norvik kettle", 24_505),
                new ShopAction.Open(10),
                new ShopAction.Choose("two-liter"),
                new ShopAction.Buy(),
                new ShopAction.NextPage(),
                new ShopAction.PreviousPage(),
                new ShopAction.BackToResults(),
                new ShopAction.Ask("which color?"),
                new ShopAction.Propose(2));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void whatIsWrittenIsRead(ShopAction action) {
        for (ActionFormat format : ActionFormat.values()) {
            assertThat(format.read("so: " + format.write(action))).isEqualTo(new Understood(action));
        }
    }

    @Test
    void textIsWrittenAsDesigned() {
        assertThat(actions().map(ActionFormat.TEXT::write))
                .isEqualTo(List.of(
                        "search[诺维克 水壶]",
                        "search[norvik kettle | max 245]",
                        "search[norvik kettle | max 245.05]",
                        "click[#10]",
                        "choose[two-liter]",
                        "buy[]",
                        "next[]",
                        "prev[]",
                        "back[]",
                        "ask[which color?]",
                        "propose[#2]"));
    }

    @Test
    void jsonIsWrittenAsDesigned() {
        assertThat(ActionFormat.JSON.write(new ShopAction.Search("norvik kettle", 24_500)))
                .isEqualTo("{\"action\":\"search\",\"query\":\"norvik kettle\",\"max_price\":245}");
        assertThat(ActionFormat.JSON.write(new ShopAction.Open(3))).isEqualTo("{\"action\":\"click\",\"slot\":3}");
        assertThat(ActionFormat.JSON.write(new ShopAction.Buy())).isEqualTo("{\"action\":\"buy\"}");
    }

    @Test
    void thePapersRepliesAreWrittenAsItsPromptsShowThem() {
        assertThat(ActionFormat.REACT.write("too dear", new ShopAction.Open(4)))
                .isEqualTo("Thought: too dear\nAction: click[#4]");
        assertThat(ActionFormat.REACT.write(new ShopAction.Buy())).isEqualTo("Action: click[buy now]");
        assertThat(ActionFormat.REACT.write(new ShopAction.Choose("red"))).isEqualTo("Action: click[red]");
        assertThat(ActionFormat.TYPED.write("", new ShopAction.Ask("which color?")))
                .isEqualTo("Thought:\nAction_type: ask_shopper\nAction_content: which color?");
        assertThat(ActionFormat.TYPED.write(new ShopAction.NextPage()))
                .isEqualTo("Action_type: interact_with_env\nAction_content: click[next >]");
    }

    @Test
    void thePapersRepliesAreReadAsModelsWriteThem() {
        assertThat(ActionFormat.REACT.read("Thought: buy[] it?\nAction: Click[ Buy  Now ]"))
                .isEqualTo(new Understood(new ShopAction.Buy()));
        assertThat(ActionFormat.REACT.read("click[#1]")).isEqualTo(new Malformed(Flaw.NO_ACTION));
        assertThat(ActionFormat.REACT.read("Action: think")).isEqualTo(new Malformed(Flaw.NO_ACTION));
        assertThat(ActionFormat.TYPED.read(
                        "Thought: hm Action_type: interact_with_env Action_content: search[ kettle | max 30 ]"))
                .isEqualTo(new Understood(new ShopAction.Search("kettle", 3_000)));
        assertThat(ActionFormat.TYPED.read("Action_type: ask_shopper\nAction_content: "))
                .isEqualTo(new Malformed(Flaw.NO_QUESTION));
        assertThat(ActionFormat.TYPED.read("Action: click[#1]")).isEqualTo(new Malformed(Flaw.NO_ACTION));
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyVerbIsNamed(Verb verb) {
        assertThat(ActionFormat.TEXT.name(verb)).isEqualTo(ActionFormat.JSON.name(verb) + "[]");
    }
}
