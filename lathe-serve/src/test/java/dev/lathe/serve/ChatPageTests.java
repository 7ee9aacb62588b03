package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person chats in a real browser. */
class ChatPageTests extends InBrowser {
    private static final String REPLY = """
        # Seasons

        The **four seasons** follow the *tilt* of the axis, see [NASA](https://nasa.gov/x_(y)) and `angle = 23.4`.

        1. Spring
        2. Summer
           - hot

        | season | light |
        |---|---|
        | winter | little |

        > quoted

        ```java
        var x = "<script>alert(1)</script>";
        ```

        <img src=x onerror="document.title='owned'"> [bad](javascript:document.title='owned') <script>document.title='owned'</script>
        """;

    private static final String BODY = "article.assistant .body ";

    private static void visitAtDesk(Served served) {
        browser.visit(served.url("/"), 1280, 860);
    }

    private static void say(CharSequence... keys) {
        browser.fill("#message", keys);
        browser.click("#send");
    }

    @Test
    void aReplyIsStreamedAndDrawnSafely() throws Exception {
        try (Served served = Served.by(prompt -> REPLY, Duration.ofMillis(1), ServerOptions.usual(0))) {
            visitAtDesk(served);
            browser.awaitText("script");
            browser.shoot("welcome-desktop");
            say("Why are there seasons?", Keys.chord(Keys.SHIFT, Keys.ENTER), "<b>Tell</b> me.");
            browser.awaitText("a second");
            assertThat(browser.text("article.user")).isEqualTo("Why are there seasons?\n<b>Tell</b> me.");
            assertThat(browser.text(BODY + "h1")).isEqualTo("Seasons");
            assertThat(browser.text(BODY + "strong")).isEqualTo("four seasons");
            assertThat(browser.count(BODY + "ol > li")).isEqualTo(2);
            assertThat(browser.text(BODY + "td")).isEqualTo("winter");
            assertThat(browser.text(BODY + "pre code")).isEqualTo("var x = \"<script>alert(1)</script>\";");
            assertThat(browser.count(BODY + "a")).isEqualTo(1);
            assertThat(browser.attribute(BODY + "a", "href")).isEqualTo("https://nasa.gov/x_(y)");
            assertThat(browser.count(BODY + "script, " + BODY + "img")).isZero();
            assertThat(browser.title()).isEqualTo("script");
            browser.shoot("reply-desktop");
        }
    }

    @Test
    void aReplyCanBeStoppedAndWrittenAgain() throws Exception {
        try (Served served = Served.by(prompt -> "word ".repeat(400), Duration.ofMillis(50), ServerOptions.usual(0))) {
            visitAtDesk(served);
            say("Go on.");
            browser.await(BODY + "p");
            browser.click("#stop");
            browser.awaitText("stopped");
            served.awaitIdle();
            browser.awaitText("Regenerate").click();
            browser.await("#stop");
            assertThat(browser.count("article.assistant")).isEqualTo(1);
            browser.click("#stop");
            browser.awaitText("stopped");
            served.awaitIdle();
            assertThat(served.promptOf(1)).isEqualTo(served.promptOf(0));
        }
    }

    @Test
    void aNewConversationKnowsNothingOfTheOneBefore() throws Exception {
        try (Served served = Served.by(prompt -> "word ".repeat(400), Duration.ofMillis(50), ServerOptions.usual(0))) {
            visitAtDesk(served);
            say("Go on.");
            browser.await(BODY + "p");
            browser.click("#new");
            browser.await("#welcome");
            assertThat(browser.count("article")).isZero();
            served.awaitIdle();
            say("Begin.");
            browser.await(BODY + "p");
            assertThat(served.promptOf(1)).isEqualTo(served.promptOf(0).replace("Go on.", "Begin."));
            browser.click("#stop");
            browser.awaitText("stopped");
            served.awaitIdle();
        }
    }

    @Test
    void parametersReachTheServer() throws Exception {
        try (Served served = Served.by(prompt -> "yes")) {
            visitAtDesk(served);
            browser.awaitText("script");
            browser.click("#settings");
            browser.fill("[name=system]", "Be brief.");
            browser.fill("[name=temperature]", "0.2");
            browser.fill("[name=max_tokens]", "77");
            browser.fill("[name=seed]", "5");
            browser.click("#parameters select option[value=pirate]");
            browser.shoot("settings-desktop");
            say("Well?");
            browser.awaitText("a second");
            var request = served.engine.requests().getFirst();
            assertThat(served.promptOf(0)).startsWith("<|im_start|>system\nBe brief.");
            assertThat(request.sampling().temperature()).isEqualTo(0.2);
            assertThat(request.sampling().maxTokens()).isEqualTo(77);
            assertThat(request.sampling().seed()).isEqualTo(5);
            assertThat(request.adapter()).isEqualTo("pirate");
        }
    }

    @Test
    void nothingIsWiderThanATelephone() throws Exception {
        try (Served served = Served.by(prompt -> REPLY + "\n\n`" + "long".repeat(60) + "`")) {
            browser.visit(served.url("/"), 390, 844);
            browser.shoot("welcome-telephone");
            say("Why are there seasons?");
            browser.awaitText("a second");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            browser.shoot("reply-telephone");
            browser.click("#settings");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            assertThat(browser.number("document.querySelector('#send').getBoundingClientRect().width"))
                    .isGreaterThanOrEqualTo(40);
            browser.shoot("settings-telephone");
        }
    }

    @Test
    void theInterfaceIsShown() throws Exception {
        try (Served served = Served.by(prompt -> "yes")) {
            browser.visit(served.url("/docs"), 1280, 860);
            browser.click("details summary");
            browser.awaitText("max_completion_tokens");
            browser.shoot("docs-desktop");
        }
    }
}
