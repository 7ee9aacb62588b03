package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.InBrowser;
import dev.lathe.web.session.PersonAtPage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person speaks for the customer whom an agent asks. */
class CustomerPageTests extends InBrowser {
    private static final String ORDER = "{\"task\":\"multi-train-en-8-described-000000\"}";

    private static CompletableFuture<String> ask(Served served, String session, int step) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return served.post(session + "/steps", Served.step(step, "ask[what else matters]"))
                        .path("observation")
                        .asString();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    @Test
    void anAgentIsAnsweredInThePersonsWordsIfTheyAreTrue() throws Exception {
        try (Served served = Served.withCustomer(new PersonAtPage(Duration.ofMinutes(1)))) {
            browser.visit(served.url("/customer?language=en"), 1280, 860);
            browser.awaitText("No agent asks anything now.");
            String session = served.open(ORDER);
            CompletableFuture<String> first = ask(served, session, 1);
            String told = browser.text("blockquote");
            String facts = told.substring(told.lastIndexOf('\n') + 1);
            browser.shoot("customer");
            assertThat(browser.unnamed()).isEmpty();
            browser.fill("[name=text]", "well well " + facts, Keys.ENTER);
            assertThat(first.join()).isEqualTo("shopper: well well " + facts);
            browser.awaitText("No agent asks anything now.");

            String other = served.open(ORDER.replace("000000", "000001"));
            CompletableFuture<String> second = ask(served, other, 1);
            browser.fill("[name=text]", "buy me a castle", Keys.ENTER);
            assertThat(second.join()).startsWith("shopper: ").doesNotContain("castle");
            assertThat(served.refused(404, "/people/customer", "{\"number\":99,\"text\":\"hello\"}"))
                    .isEqualTo("nobody_waits");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whoeverDoesNotReplyIsSpokenForByTheTemplates() throws Exception {
        try (Served served = Served.withCustomer(new PersonAtPage(Duration.ofMillis(1)))) {
            assertThat(ask(served, served.open(ORDER), 1).join()).startsWith("shopper: ");
        }
    }
}
