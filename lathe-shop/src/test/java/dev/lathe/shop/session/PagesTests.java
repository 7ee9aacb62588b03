package dev.lathe.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Message;
import dev.lathe.shop.Language;
import dev.lathe.shop.TinyCatalogue;
import org.junit.jupiter.api.Test;

final class PagesTests {
    @Test
    void anEpisodeStartsWithTheInstructionAlone() {
        var shop = new Shop(TinyCatalogue.catalogue());
        var task = TinyCatalogue.task(Language.EN);
        try (var environment = new ShopEnvironment(shop, ShopSettings.of(Language.EN))) {
            assertThat(environment.reset(task, 0).messages()).containsExactly(Message.user(task.instruction()));
        }
    }

    @Test
    void englishPages() {
        Session session = Session.english();
        assertThat(session.see("search[norvik kettle | max 215]")).isEqualTo("""
                results page 1 of 1
                #1 norvik aurora kettle 200
                #2 norvik aurora kettle 200
                #3 norvik aurora kettle 200
                #4 norvik aurora kettle 200""");
        assertThat(session.see("click[#4]")).isEqualTo("""
                item #4 norvik aurora kettle
                material: glass
                lid: steel
                handle: wood
                foot: steel
                color: blue red green
                size: s m l
                from 200""");
        assertThat(session.see("choose[red]")).isEqualTo("color red");
        assertThat(session.see("choose[l]")).isEqualTo("size l\nprice: 239");
        assertThat(session.see("choose[blue]")).isEqualTo("color blue\nprice: 230");
    }

    @Test
    void chinesePages() {
        Session session = Session.of(ShopSettings.of(Language.ZH));
        assertThat(session.see("search[诺维克 台灯 | max 245]")).isEqualTo("""
                结果 第 1 页 共 1 页
                #1 诺维克 极光 台灯 200""");
        assertThat(session.see("click[#1]")).isEqualTo("""
                商品 #1 诺维克 极光 台灯
                材质: 玻璃
                盖子: 钢
                手柄: 木
                底座: 钢
                颜色: 蓝色 红色 绿色
                尺寸: 小号 中号 大号
                起价 200""");
        assertThat(session.see("choose[红色]")).isEqualTo("颜色 红色");
        assertThat(session.see("choose[大号]")).isEqualTo("尺寸 大号\n价格: 239");
    }

    @Test
    void nothingFound() {
        assertThat(Session.english().see("search[zeppelin]")).isEqualTo("no results");
        assertThat(Session.of(ShopSettings.of(Language.ZH)).see("search[飞艇]")).isEqualTo("没有 结果");
    }

    @Test
    void pagesTurnAndSlotsAreThoseOfThePageShown() {
        Session session = Session.english();
        assertThat(session.lines("search[belnik kettle]")).hasSize(11).startsWith("results page 1 of 2");
        assertThat(session.see("next[]")).isEqualTo("""
                results page 2 of 2
                #1 belnik aurora kettle 210
                #2 belnik aurora kettle 211""");
        assertThat(session.lines("click[#2]"))
                .startsWith("item #2 belnik aurora kettle")
                .endsWith("from 211");
        assertThat(session.lines("click[#1]"))
                .startsWith("item #1 belnik aurora kettle")
                .endsWith("from 210");
        assertThat(session.lines("back[]")).startsWith("results page 2 of 2");
        assertThat(session.lines("prev[]")).startsWith("results page 1 of 2");
        assertThat(session.lines("click[#2]", "next[]")).startsWith("results page 2 of 2");
        assertThat(session.lines("search[norvik lamp]")).startsWith("results page 1 of 1");
    }

    @Test
    void openingAnItemAgainForgetsItsChoices() {
        Session session = Session.english();
        assertThat(session.see("search[norvik lamp]", "click[#1]", "choose[red]", "click[#1]", "choose[l]"))
                .isEqualTo("size l");
    }
}
