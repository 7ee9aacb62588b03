package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.InBrowser;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.action.Reading;
import dev.lathe.web.customer.PersonAtPage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person is the customer whom an agent asks. */
class CustomerPageTests extends InBrowser {
    private static final String TASK = "multi-train-en-8-described-000000";
    private static final String ORDER = "{\"task\":\"%s\"}".formatted(TASK);
    private static final String ASK = "ask[what else matters]";

    private static CompletableFuture<String> step(Served served, String session, int step, String action) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return served.post(session + "/steps", Served.step(step, action))
                        .path("observation")
                        .asString();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    /** Returns how the shop would say the line of a place, from 1. */
    private static String usual(int line) {
        String shown = browser.text("#reply .choice:nth-of-type(%d) span".formatted(line));
        return shown.substring(shown.indexOf('\u201c') + 1, shown.lastIndexOf('\u201d'));
    }

    /** Returns whether an action is one that the customer hears of. */
    private static boolean isTalk(String reply) {
        return ActionFormat.TEXT.read(reply) instanceof Reading.Understood(var action)
                && (action instanceof ShopAction.Ask || action instanceof ShopAction.Propose);
    }

    @Test
    void anAgentIsAnsweredInThePersonsWordsIfTheyAreTrue() throws Exception {
        try (Served served = Served.withCustomer(new PersonAtPage(Duration.ofMinutes(1)))) {
            browser.visit(served.url("/customer?language=en"), 1280, 860);
            browser.awaitText("No agent asks anything now.");
            assertThat(browser.title()).isEqualTo("Lathe · Customer");
            String session = served.open(ORDER);
            CompletableFuture<String> first = step(served, session, 1, ASK);
            browser.await("#reply");
            assertThat(browser.count("[data-told=untold]")).isPositive();
            assertThat(browser.count("[data-told=told]")).isZero();
            assertThat(browser.unnamed()).isEmpty();
            browser.shoot("customer");
            String facts = usual(1);
            browser.fill("[name=text]", "well well " + facts, Keys.ENTER);
            assertThat(first.join()).isEqualTo("shopper: well well " + facts);
            browser.awaitText("No agent asks anything now.");

            CompletableFuture<String> second = step(served, session, 2, ASK);
            browser.await("#talk li:nth-child(4)");
            assertThat(browser.text("#talk")).contains("what else matters", "well well " + facts);
            assertThat(browser.count("[data-told=told]")).isPositive();
            browser.fill("[name=text]", "buy me a castle", Keys.ENTER);
            assertThat(second.join()).startsWith("shopper: ").doesNotContain("castle");
            assertThat(served.refused(404, "/people/customer", "{\"number\":99,\"text\":\"hello\"}"))
                    .isEqualTo("nobody_waits");
        }
    }

    @Test
    void aPersonRefusesByTheKindStopsAndAccepts() throws Exception {
        List<String> oracle = Served.oracle(Served.FLOOR.tasks().find(TASK));
        String proposal = oracle.stream()
                .filter(reply -> reply.contains("propose["))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        try (Served served = Served.withCustomer(new PersonAtPage(Duration.ofMinutes(1)))) {
            browser.visit(served.url("/customer?language=en"), 390, 844);
            String session = served.open(ORDER);
            int number = 0;
            for (String reply : oracle.subList(0, oracle.size() - 1)) {
                if (!isTalk(reply)) {
                    step(served, session, ++number, reply).join();
                }
            }
            CompletableFuture<String> early = step(served, session, ++number, proposal);
            browser.awaitText("An agent proposes something");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            assertThat(browser.unnamed()).isEmpty();
            assertThat(browser.count(".seen .item")).isEqualTo(1);
            assertThat(browser.count(".wishes .met")).isPositive();
            assertThat(browser.count("#reply .choice")).isGreaterThan(1);
            String other = usual(2);
            assertThat(other).isNotEqualTo(usual(1));
            browser.shoot("customer-telephone");
            browser.click("#reply .choice:nth-of-type(1) input");
            browser.type(Keys.ARROW_DOWN);
            browser.click("#reply button");
            assertThat(early.join()).isEqualTo("shopper: " + other);

            number = tellAll(served, session, number);
            CompletableFuture<String> right = step(served, session, ++number, proposal);
            browser.awaitText("Accept: ");
            assertThat(browser.count(".wishes .broken")).isZero();
            browser.fill("[name=text]", "lovely, that one", Keys.ENTER);
            assertThat(right.join()).isEqualTo("shopper: lovely, that one");
        }
    }

    /** Answers as the shop would until everything is told, then stops the questions. */
    private static int tellAll(Served served, String session, int steps) throws Exception {
        for (int number = steps + 1; ; number++) {
            browser.awaitText("No agent asks anything now.");
            CompletableFuture<String> answer = step(served, session, number, ASK);
            browser.await("#reply");
            boolean isAll = browser.count("#reply .choice") == 2;
            if (isAll) {
                browser.click("#reply .choice:nth-of-type(2) input");
                assertThat(browser.text("#reply .choice:nth-of-type(2)")).startsWith("Stop the questions");
            }
            browser.click("#reply button");
            String said = answer.join();
            if (isAll) {
                assertThat(said).contains("questions");
                return number;
            }
        }
    }

    @Test
    void whoeverDoesNotReplyIsSpokenForByTheTemplates() throws Exception {
        try (Served served = Served.withCustomer(new PersonAtPage(Duration.ofMillis(1)))) {
            assertThat(step(served, served.open(ORDER), 1, ASK).join()).startsWith("shopper: ");
        }
    }
}
