package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.InBrowser;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.Split;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person runs errands in a real browser. */
class ErrandPageTests extends InBrowser {
    private static final Pattern DESK =
            Pattern.compile("(add|cart|orders|remove|voucher|checkout|return|answer|leave)\\[#?(.*)]");

    @Test
    void everyErrandIsRunByHand() throws Exception {
        try (Served served = Served.market()) {
            for (DeskFamily family : DeskFamily.values()) {
                Language language = family.ordinal() % 2 == 0 ? Language.EN : Language.ZH;
                DeskTask task = Served.errand(family, Split.TRAIN, language, 1);
                boolean telephone = language == Language.ZH;
                browser.visit(
                        served.url("/?language=%s&task=%s".formatted(telephone ? "zh" : "en", task.id())),
                        telephone ? 390 : 1280,
                        860);
                browser.await(".cart");
                int step = 0;
                for (String action : Served.expert(task)) {
                    step += run(action);
                    if (browser.count("#verdict") == 0) {
                        browser.awaitText((telephone ? "第 %d 步" : "Step %d of 60").formatted(step));
                    }
                    if (action.startsWith("add") || action.startsWith("orders") || action.startsWith("cart")) {
                        browser.shoot("errand-" + family);
                    }
                }
                assertThat(browser.text("#verdict"))
                        .as(task.id())
                        .isEqualTo(telephone ? "完全照办。" : "Done exactly as asked.");
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(telephone ? 390 : 1280);
                assertThat(browser.unnamed()).isEmpty();
            }
        }
    }

    /** Does by hand what the expert writes; returns how many steps that takes: what a page shows needs none. */
    private static int run(String action) {
        Matcher desk = DESK.matcher(action);
        if (!desk.matches()) {
            browse(((Reading.Understood) ActionFormat.TEXT.read(action)).action());
            return 1;
        }
        String argument = desk.group(2);
        switch (desk.group(1)) {
            case "cart", "orders" -> {
                return 0;
            }
            case "add" -> browser.click("#add");
            case "remove" -> browser.click(".cart .things li:nth-child(%s) button".formatted(argument));
            case "voucher" -> browser.awaitText(argument + ":").click();
            case "return" -> browser.click("[data-return='%s']".formatted(argument));
            case "answer" -> {
                browser.click("#answer option[value='%s']".formatted(argument));
                browser.click("#give-answer");
            }
            case "leave" -> browser.click("#leave");
            default -> browser.click("#checkout");
        }
        return 1;
    }

    private static void browse(ShopAction action) {
        switch (action) {
            case ShopAction.Search search -> {
                browser.fill("[name=query]", search.query());
                browser.click("#search button");
            }
            case ShopAction.Open(int slot) -> browser.click("[data-slot='%d']".formatted(slot));
            case ShopAction.Choose(String value) -> browser.click("input[value='%s']".formatted(value));
            case ShopAction.NextPage() -> browser.click(".turner button:last-child");
            default -> throw new AssertionError(action);
        }
    }
}
