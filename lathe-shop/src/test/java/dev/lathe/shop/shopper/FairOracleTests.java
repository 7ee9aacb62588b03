package dev.lathe.shop.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Message;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.TinyCatalogue;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FairOracleTests {
    private static final Catalogue CATALOGUE = TinyCatalogue.catalogue();
    private static final Shop SHOP = new Shop(CATALOGUE);
    private static final String GLASS_AND_STEEL = "material= glass material: glass ok lid= steel lid: steel ok ";

    @Test
    void writesItsPlanAndItsChecksInEnglish() {
        Demonstration episode = play(Language.EN, Habits.FAIR, Style.EXPLAINED);
        assertThat(episode.replies())
                .containsExactly(
                        "want kind= kettle brand= norvik material= glass lid= steel color= red size= l max= 245 ; "
                                + "search[norvik kettle | max 245]",
                        "click[#1]",
                        "material= glass material: wood no ; click[#2]",
                        "material= glass material: glass ok lid= steel lid: wood no ; click[#3]",
                        GLASS_AND_STEEL + "color= red color: blue green black no ; click[#4]",
                        GLASS_AND_STEEL + "color= red color: blue red ok size= l size: s m l ok ; choose[red]",
                        "choose[l]",
                        "price: 260 max= 245 h2 h2 eq t6 t4 gt no ; click[#5]",
                        GLASS_AND_STEEL + "color= red color: blue red ok size= l size: s m l ok ; choose[red]",
                        "choose[l]",
                        "price: 239 max= 245 h2 h2 eq t3 t4 lt ok ; buy[]");
        assertThat(episode.outcome().get("success")).isEqualTo(1);
        assertThat(episode.outcome().get("verified")).isEqualTo(1);
        assertThat(episode.outcome().get("items_opened")).isEqualTo(5);
    }

    @Test
    void writesItsPlanAndItsChecksInChinese() {
        Demonstration episode = play(Language.ZH, Habits.FAIR, Style.EXPLAINED);
        assertThat(episode.replies())
                .startsWith(
                        "want 种类= 水壶 品牌= 诺维克 材质= 玻璃 盖子= 钢 颜色= 红色 尺寸= 大号 max= 245 ; " + "search[诺维克 水壶 | max 245]",
                        "click[#1]",
                        "材质= 玻璃 材质: 木 no ; click[#2]",
                        "材质= 玻璃 材质: 玻璃 ok 盖子= 钢 盖子: 木 no ; click[#3]")
                .endsWith("choose[大号]", "价格: 239 max= 245 h2 h2 eq t3 t4 lt ok ; buy[]");
        assertThat(episode.outcome().get("success")).isEqualTo(1);
        assertThat(episode.outcome().get("verified")).isEqualTo(1);
    }

    @Test
    void tersenessLeavesTheActionsAlone() {
        assertThat(play(Language.EN, Habits.FAIR, Style.TERSE).replies())
                .containsExactly(
                        "search[norvik kettle | max 245]",
                        "click[#1]",
                        "click[#2]",
                        "click[#3]",
                        "click[#4]",
                        "choose[red]",
                        "choose[l]",
                        "click[#5]",
                        "choose[red]",
                        "choose[l]",
                        "buy[]");
    }

    @Test
    void actionsCanBeWrittenInJson() {
        Demonstration episode = play(Language.EN, Habits.FAIR, Style.EXPLAINED.withFormat(ActionFormat.JSON));
        assertThat(episode.turns().getLast().reply())
                .isEqualTo("price: 239 max= 245 h2 h2 eq t3 t4 lt ok ; {\"action\":\"buy\"}");
        assertThat(episode.outcome().get("success")).isEqualTo(1);
    }

    @Test
    void slotNoiseChangesTheOrderAndNotTheOutcome() {
        Style noisy = Style.EXPLAINED.withSlotNoise(1);
        Demonstration episode = play(Language.EN, Habits.FAIR, noisy);
        assertThat(episode.outcome().get("success")).isEqualTo(1);
        assertThat(episode)
                .isEqualTo(play(Language.EN, Habits.FAIR, noisy))
                .isNotEqualTo(play(Language.EN, Habits.FAIR, Style.EXPLAINED));
    }

    @Test
    void thoseWhoDoNotLookBuyTheWrongThing() {
        Demonstration first = play(Language.EN, Habits.FIRST_RESULT, Style.EXPLAINED);
        assertThat(first.turns()).hasSize(5);
        assertThat(first.outcome().get("attributes")).isEqualTo(2 / 3.0);
        Demonstration priceBlind = play(Language.EN, Habits.PRICE_BLIND, Style.EXPLAINED);
        assertThat(priceBlind.turns().getFirst().reply()).endsWith("; search[norvik kettle]");
        assertThat(priceBlind.outcome().get("price")).isZero();
        assertThat(priceBlind.outcome().get("attributes")).isEqualTo(1);
        Demonstration optionBlind = play(Language.EN, Habits.OPTION_BLIND, Style.EXPLAINED);
        assertThat(optionBlind.outcome().get("options")).isZero();
        assertThat(optionBlind.outcome().get("price")).isEqualTo(1);
    }

    @Test
    void withoutARightItemItSearchesFurtherAndAtLastBuysWhatIsOpen() {
        ShopTask cheap = wanting(new Constraint.PriceAtMost(20_000));
        List<String> replies =
                play(Language.EN, cheap, Habits.FAIR, Style.TERSE).replies();
        assertThat(replies)
                .containsSubsequence("search[norvik kettle | max 200]", "search[norvik kettle]", "click[#8]")
                .endsWith("choose[red]", "choose[l]", "buy[]");
    }

    @Test
    void turnsThePage() {
        var settings = ShopSettings.of(Language.EN).withPageSize(2);
        try (var environment = new ShopEnvironment(SHOP, settings)) {
            ShopTask task = TinyCatalogue.task(Language.EN);
            Demonstration episode =
                    Episode.play(environment, oracle(Language.EN, task, Habits.FAIR, Style.TERSE), task);
            assertThat(episode.replies()).containsSubsequence("click[#2]", "next[]", "click[#1]");
            assertThat(episode.outcome().get("success")).isEqualTo(1);
        }
    }

    @Test
    void anInstructionItDoesNotUnderstandEndsWithoutSuccess() {
        var oracle = new FairOracle(CATALOGUE, Language.EN, text -> List.of(), Habits.FAIR, Style.EXPLAINED, 0);
        try (var environment = new ShopEnvironment(SHOP, ShopSettings.of(Language.EN))) {
            Demonstration episode = Episode.play(environment, oracle, TinyCatalogue.task(Language.EN));
            assertThat(episode.outcome().get("success")).isZero();
        }
    }

    @Test
    void anotherConversationStartsAnew() {
        ShopTask task = TinyCatalogue.task(Language.EN);
        FairOracle oracle = oracle(Language.EN, task, Habits.FAIR, Style.TERSE);
        List<Message> start = List.of(Message.user(task.instruction()));
        String first = oracle.reply(start);
        oracle.reply(List.of(start.getFirst(), Message.assistant(first), Message.user("no results")));
        assertThat(oracle.reply(start)).isEqualTo(first).isEqualTo("search[norvik kettle | max 245]");
    }

    private static ShopTask wanting(Constraint.PriceAtMost price) {
        ShopTask task = TinyCatalogue.task(Language.EN);
        var constraints = new ArrayList<>(task.constraints());
        constraints.set(constraints.size() - 1, price);
        return new ShopTask("cheap", task.split(), task.language(), task.instruction(), constraints, task.target(), 0);
    }

    private static FairOracle oracle(Language language, ShopTask task, Habits habits, Style style) {
        return new FairOracle(CATALOGUE, language, instruction -> task.constraints(), habits, style, 3);
    }

    private static Demonstration play(Language language, Habits habits, Style style) {
        return play(language, TinyCatalogue.task(language), habits, style);
    }

    private static Demonstration play(Language language, ShopTask task, Habits habits, Style style) {
        var settings = ShopSettings.of(language).withFormat(style.format());
        try (var environment = new ShopEnvironment(SHOP, settings)) {
            return Episode.play(environment, oracle(language, task, habits, style), task);
        }
    }
}
