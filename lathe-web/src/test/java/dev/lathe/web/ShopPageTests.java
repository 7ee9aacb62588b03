package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.InBrowser;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.search.Search;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.web.page.ProductPicture;
import dev.lathe.web.page.ScreenViews;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person shops in a real browser. */
class ShopPageTests extends InBrowser {
    /** Does by hand what the fair oracle does, and takes pictures on the way. */
    private static void shop(ShopTask task, String pictures) throws Exception {
        int step = 0;
        for (String reply : Served.oracle(task)) {
            ShopAction action = ((Reading.Understood) ActionFormat.TEXT.read(reply)).action();
            switch (action) {
                case ShopAction.Search search -> {
                    browser.fill("[name=query]", search.query());
                    Integer most = search.maxFen();
                    browser.fill("[name=max_price]", most == null ? "" : Amount.text(most));
                    browser.click("#search button");
                }
                case ShopAction.Open(int slot) -> {
                    if (browser.count("#back") > 0) {
                        browser.click("#back");
                        awaitStep(task, ++step);
                    }
                    browser.click("[data-slot='%d']".formatted(slot));
                }
                case ShopAction.Choose(String value) -> browser.click("input[value='%s']".formatted(value));
                case ShopAction.NextPage() -> browser.click(".turner button:last-child");
                case ShopAction.Buy() -> browser.click("#buy");
                default -> throw new AssertionError(action);
            }
            if (action instanceof ShopAction.Buy) {
                return;
            }
            awaitStep(task, ++step);
            if (action instanceof ShopAction.Search) {
                browser.shoot(pictures + "-results");
            }
            if (action instanceof ShopAction.Choose) {
                browser.shoot(pictures + "-item");
            }
        }
    }

    private static void awaitStep(ShopTask task, int step) {
        browser.awaitText(task.language() == Language.EN ? "Step %d of 60".formatted(step) : "第 %d 步".formatted(step));
    }

    @Test
    void aCustomerGetsExactlyWhatIsWanted() throws Exception {
        try (Served served = Served.usual()) {
            for (Language language : Language.values()) {
                String name = language == Language.EN ? "en" : "zh";
                ShopTask task = Served.task("train", name, 1);
                browser.visit(served.url("/?language=%s&task=%s".formatted(name, task.id())), 1280, 860);
                browser.awaitText(task.instruction().substring(0, 12));
                browser.shoot("shop-%s-start".formatted(name));
                shop(task, "shop-" + name);
                assertThat(browser.text("#verdict"))
                        .isEqualTo(language == Language.EN ? "Exactly what was wanted." : "完全符合要求。");
                assertThat(browser.count("meter")).isEqualTo(5);
                assertThat(browser.count("#compare")).isZero();
                browser.shoot("shop-%s-end".formatted(name));
            }
        }
    }

    @Test
    void resultsAreNarrowedByWhatWasFound() throws Exception {
        try (Served served = Served.market()) {
            browser.visit(served.url("/?language=en&number=0"), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.fill("[name=query]", "hot", Keys.ENTER);
            browser.awaitText("Step 1 of 60");
            browser.shoot("market-results");
            String brand = browser.text("[data-narrow=brand]").replaceAll(" \\(\\d+\\)$", "");
            browser.click("[data-narrow=brand]");
            browser.awaitText("Step 2 of 60");
            assertThat(browser.count("[data-narrow=brand]")).isZero();
            assertThat(browser.count(".hit")).isPositive();
            assertThat(browser.number(
                            "[...document.querySelectorAll('.title')].filter(t => !t.textContent.includes('%s')).length"
                                    .formatted(brand)))
                    .isZero();
            browser.click("[data-undo=brand]");
            browser.awaitText("Step 3 of 60");
            browser.click("[data-narrow=min_rating]:last-child");
            browser.awaitText("Step 4 of 60");
            assertThat(browser.text("[data-undo=min_rating]")).isEqualTo("★ 4.5 or more ×");
            String most = browser.text("[data-narrow=max_price]");
            browser.click("[data-narrow=max_price]");
            browser.awaitText("Step 5 of 60");
            assertThat(most).startsWith(browser.text("[data-undo=max_price]").replace(" ×", " ("));
            browser.shoot("market-narrowed");
            assertThat(browser.unnamed()).isEmpty();
        }
    }

    @Test
    void anItemOfAMarketShowsHowItIsSoldAndWhatIsSoldOut() throws Exception {
        Search search = Served.MARKET.shop().search(Language.EN);
        Product product = IntStream.range(0, Served.MARKET.world().size())
                .mapToObj(Served.MARKET.world()::product)
                .filter(each ->
                        Served.MARKET.world().listing(each.index()).stock().contains(0))
                .filter(each -> slot(search, each) < ShopSettings.PAGE_SIZE)
                .findFirst()
                .orElseThrow();
        Listing listing = Served.MARKET.world().listing(product.index());
        List<String> gone = product.combinations().stream()
                .filter(chosen -> !listing.inStock(product.cell(chosen)))
                .findFirst()
                .orElseThrow();
        try (Served served = Served.market()) {
            browser.visit(served.url("/?language=en&number=0"), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.fill("[name=query]", product.title().en(), Keys.ENTER);
            browser.click("[data-slot='%d']".formatted(slot(search, product) + 1));
            browser.awaitText("%d at most".formatted(listing.deliveryDays()));
            browser.awaitText("★ " + MarketWords.stars(listing.rating()));
            assertThat(browser.count(".reviews li")).isPositive();
            for (int axis = 0; axis < gone.size(); axis++) {
                String id = product.axes().get(axis).axis();
                browser.click("input[value='%s']"
                        .formatted(Served.MARKET
                                .world()
                                .axis(id)
                                .value(gone.get(axis))
                                .name()
                                .en()));
                browser.awaitText("Step %d of 60".formatted(3 + axis));
            }
            browser.awaitText("This combination is sold out.");
            browser.await("#buy:disabled");
            browser.shoot("market-item");
        }
    }

    private static int slot(Search search, Product product) {
        int place = search.find(product.title().en(), null).indexOf(product.index());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    @Test
    void aCustomerIsAskedAndShownWhatWasFound() throws Exception {
        try (Served served = Served.usual()) {
            for (Language language : Language.values()) {
                boolean english = language == Language.EN;
                String address = "/?language=%s&scenario=multi-persona&number=3".formatted(english ? "en" : "zh");
                browser.visit(served.url(address), english ? 1280 : 390, english ? 860 : 844);
                browser.awaitText(english ? "Step 0 of 60" : "第 0 步");
                String[] questions = english
                        ? new String[] {"what else matters", "which color", "what is your budget"}
                        : new String[] {"还有什么要求", "什么颜色", "预算多少"};
                for (int i = 0; i < questions.length; i++) {
                    browser.fill("[name=question]", questions[i], Keys.ENTER);
                    browser.await("#talk li:nth-child(%d)".formatted(2 * i + 2));
                }
                assertThat(browser.count("#talk .mine")).isEqualTo(3);
                assertThat(browser.text("#profile p")).contains(english ? "order" : "订单");
                assertThat(browser.text("#instruction")).doesNotContain(english ? "order" : "订单");
                browser.shoot("talk-asked-" + (english ? "en" : "zh"));
                browser.fill("[name=query]", english ? "kettle" : "水壶", Keys.ENTER);
                browser.click("[data-slot='1']");
                browser.await("#propose:disabled");
                for (int axis = 0; browser.count("[name='axis-%d']".formatted(axis)) > 0; axis++) {
                    browser.click("[name='axis-%d']".formatted(axis));
                    browser.awaitText((english ? "Step %d of 60" : "第 %d 步").formatted(6 + axis));
                }
                browser.click("#propose:not(:disabled)");
                assertThat(browser.text("#said")).contains(browser.text("#talk li:nth-child(8)"));
                browser.shoot("talk-" + (english ? "en" : "zh"));
                assertThat(browser.text("#kind option:checked")).isEqualTo(english ? "… with both" : "购物，有档案可询问");
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(english ? 1280 : 390);
                assertThat(browser.unnamed()).isEmpty();
            }
        }
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        try (Served served = Served.usual()) {
            browser.visit(served.url("/?language=en&number=0"), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.type("kettle", Keys.ENTER);
            browser.awaitText("Step 1 of 60");
            browser.awaitFocus("h2");
            for (int stops = 0; browser.count(".hit:focus") == 0; stops++) {
                assertThat(stops).isLessThan(20);
                browser.type(Keys.TAB);
            }
            browser.type(Keys.ENTER);
            browser.awaitText("Step 2 of 60");
            browser.awaitFocus("h2");
            browser.type(Keys.TAB, Keys.SPACE);
            browser.awaitText("Step 3 of 60");
            browser.awaitFocus("input[type=radio]");
            browser.type(Keys.ARROW_DOWN);
            browser.awaitText("Step 4 of 60");
            browser.click(".matrix tbody tr:last-child td:last-child button");
            browser.await("#buy:not(:disabled)");
            assertThat(browser.count(".matrix button[aria-pressed=true]")).isEqualTo(1);
        }
    }

    @Test
    void everythingHasANameAndFitsOnATelephone() throws Exception {
        try (Served served = Served.usual()) {
            ShopTask task = Served.task("train", "zh", 2);
            browser.visit(served.url("/?language=zh&task=" + task.id()), 390, 844);
            browser.awaitText("第 0 步");
            shop(task, "shop-telephone");
            browser.await("#verdict");
            browser.shoot("shop-telephone-end");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            browser.visit(served.url("/?language=en&task=" + task.id().replace("zh", "en")), 390, 844);
            browser.awaitText("Step 0 of 60");
            browser.fill("[name=query]", "kettle", Keys.ENTER);
            browser.click("[data-slot='1']");
            browser.await("#buy");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            assertThat(browser.unnamed()).isEmpty();
            assertThat(
                            browser.number(
                                    "Math.min(...[...document.querySelectorAll('button')].map(b => b.offsetHeight).filter(h => h > 0))"))
                    .isGreaterThanOrEqualTo(34);
        }
    }

    @Test
    void aPictureIsAlwaysTheSame() {
        var shop = Served.CATALOGUE;
        var one = new ProductPicture(shop);
        var other = new ProductPicture(shop);
        assertThat(shop.products())
                .allSatisfy(product -> assertThat(one.of(product, List.of()))
                        .isEqualTo(other.of(product, List.of()))
                        .startsWith("<svg")
                        .endsWith("</svg>"));
        assertThat(shop.products().stream()
                        .map(product -> one.of(product, List.of()))
                        .distinct()
                        .count())
                .isGreaterThan(100);
        assertThat(ScreenViews.chosen(shop.product(0), List.of(-1, 0))).hasSize(1);
    }
}
