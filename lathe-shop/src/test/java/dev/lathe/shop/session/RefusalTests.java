package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.StepResult;
import dev.lathe.shop.Language;
import dev.lathe.shop.action.ActionFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hello;no action found;search[]",
                "search[];search needs words;search[]",
                "search[kettle | max x];max needs a number;search[]",
                "click[x];slot must be a number like #1;search[]",
                "choose[];choose needs a value;search[]",
                "ask[];ask needs a question;search[]",
                "click[#1];no results are shown;search[]",
                "next[];no results are shown;search[]",
                "prev[];no results are shown;search[]",
                "back[];no item is open;search[]",
                "choose[red];no item is open;search[]",
                "buy[];no item is open;search[]",
                "ask[red?];no shopper is here;search[]",
                "propose[#1];no shopper is here;search[]",
                "search[zeppelin] > click[#1];no results are shown;search[]",
                "search[norvik lamp] > click[#2];slot must be #1 to #1;search[] click[]",
                "search[norvik lamp] > click[#0];slot must be #1 to #1;search[] click[]",
                "search[norvik lamp] > next[];this is the last page;search[] click[]",
                "search[norvik lamp] > prev[];this is the first page;search[] click[]",
                "search[norvik lamp] > back[];no item is open;search[] click[]",
                "search[belnik kettle] > prev[];this is the first page;search[] click[] next[]",
                "search[belnik kettle] > next[] > next[];this is the last page;search[] click[] prev[]",
                "search[norvik lamp] > click[#1] > buy[];first choose color size;search[] click[] choose[] back[]",
                "search[norvik lamp] > click[#1] > choose[red] > buy[];first choose size;search[] click[] choose[] back[]",
                "search[norvik lamp] > click[#1] > choose[pink];value must be one of blue red green s m l;"
                        + "search[] click[] choose[] back[]",
                "search[norvik lamp] > click[#1] > choose[red] > choose[s] > click[#2];slot must be #1 to #1;"
                        + "search[] click[] choose[] buy[] back[]",
            })
    void saysWhatIsWrongAndWhatIsAllowed(String replies, String why, String allowed) {
        Session session = Session.english();
        assertThat(session.see(replies.split(" > ", -1))).isEqualTo("invalid: " + why + "\nallowed: " + allowed);
    }

    @Test
    void costsATurnAndIsCounted() {
        Session session = Session.of(ShopSettings.of(Language.EN).withTurnLimit(3));
        StepResult end = session.say("what?", "buy[]", "search[norvik lamp]");
        assertThat(end.truncated()).isTrue();
        assertThat(end.info().get("turns")).isEqualTo(3);
        assertThat(end.info().get("invalid_actions")).isEqualTo(2);
    }

    @Test
    void leavesThePageAsItIs() {
        Session session = Session.english();
        assertThat(session.see("search[norvik lamp]", "click[#1]", "choose[red]", "choose[pink]", "choose[l]"))
                .isEqualTo("size l\nprice: 239");
    }

    @Test
    void inJsonTheVerbsAreNamedAlone() {
        Session session = Session.of(ShopSettings.of(Language.EN).withFormat(ActionFormat.JSON));
        assertThat(session.see("{\"action\":\"jump\"}")).isEqualTo("invalid: no such action\nallowed: search");
    }

    @Test
    void inChinese() {
        Session session = Session.of(ShopSettings.of(Language.ZH));
        assertThat(session.see("search[诺维克 台灯]", "click[#1]", "buy[]"))
                .isEqualTo("无效: 请 先 选择 颜色 尺寸\n可用: search[] click[] choose[] back[]");
    }

    @Test
    void everyWordIsListed() {
        for (Language language : Language.values()) {
            var words = PageWords.of(language).all();
            Session session = Session.of(ShopSettings.of(language));
            String messages = session.see("hello") + " " + session.see("search[ ]") + " " + session.see("ask[x]");
            assertThat(Arrays.stream(messages.split("\\s+")).filter(word -> !word.equals("search[]")))
                    .isSubsetOf(words);
        }
    }
}
