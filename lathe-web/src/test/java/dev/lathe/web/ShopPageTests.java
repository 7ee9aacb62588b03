package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.RealBrowser;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.action.Reading;
import dev.lathe.web.page.ProductPicture;
import dev.lathe.web.page.ScreenViews;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person shops in a real browser. */
class ShopPageTests {
    private static RealBrowser browser;

    @BeforeAll
    static void open() {
        browser = new RealBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

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
    void aBrandIsChosenAmongThoseThatWereFound() throws Exception {
        try (Served served = Served.market()) {
            browser.visit(served.url("/?language=en&number=0"), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.fill("[name=query]", "hot", Keys.ENTER);
            browser.awaitText("Step 1 of 60");
            String brand = browser.text(".facets button").replaceAll(" \\(\\d+\\)$", "");
            browser.click(".facets button");
            browser.awaitText("Step 2 of 60");
            assertThat(browser.count(".facets")).isZero();
            assertThat(browser.count(".hit")).isPositive();
            assertThat(browser.number(
                            "[...document.querySelectorAll('.title')].filter(t => !t.textContent.includes('%s')).length"
                                    .formatted(brand)))
                    .isZero();
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
            browser.type(Keys.TAB, Keys.ENTER);
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
