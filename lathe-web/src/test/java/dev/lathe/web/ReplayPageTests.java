package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.DisplayName;
import dev.lathe.serve.InBrowser;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.ErrorKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** A person looks at episodes that are over, and compares an agent's with one of their own. */
class ReplayPageTests extends InBrowser {
    private static final ShopTask TASK = Served.task("train", "en", 1);

    @TempDir
    private Path folder;

    @Test
    void wishesTurnGreenAndRed() throws Exception {
        try (Served served = Served.forPeople(StoredEpisodes.in(folder, TASK))) {
            JsonNode replay = served.get("/people/replay?file=step-7.jsonl&line=1");
            assertThat(replay.path("faithful").asBoolean()).isTrue();
            assertThat(replay.at("/score/success").asDouble()).isEqualTo(1);
            JsonNode last = replay.path("frames").get(replay.path("frames").size() - 1);
            assertThat(last.path("wishes")
                            .valueStream()
                            .map(wish -> wish.path("state").asString()))
                    .hasSize(TASK.constraints().size())
                    .containsOnly("met");
            browser.visit(served.url("/replay"), 1280, 860);
            browser.awaitText("The agent wrote");
            assertThat(browser.title()).isEqualTo("Lathe · Replay");
            assertThat(browser.count(".wishes .open"))
                    .isEqualTo(TASK.constraints().size());
            browser.click("button.last");
            browser.await(".wishes .met");
            assertThat(browser.count(".wishes .met"))
                    .isEqualTo(TASK.constraints().size());
            browser.shoot("replay-right");
            browser.click("#entry option:nth-child(2)");
            browser.await("[aria-label='tiny step-7.jsonl'] .wishes .open");
            browser.click("button.last");
            browser.await(".wishes .broken");
            browser.shoot("replay-wrong");
            browser.click(".findings .fatal");
            assertThat(browser.text(".lost")).contains("not even the fair oracle");
            browser.click("button.last");
            String end = browser.text(".steps output");
            browser.click("h1");
            browser.type(Keys.ARROW_LEFT);
            assertThat(browser.text(".steps output")).isNotEqualTo(end);
        }
    }

    @Test
    void everyErrorHasANameInBothLanguages() throws Exception {
        try (Served served = Served.forPeople(StoredEpisodes.in(folder, TASK))) {
            String words = served.send("GET", "/pages/words.js", "").body();
            assertThat(ErrorKind.values())
                    .allSatisfy(kind -> assertThat(words).containsPattern("\\b" + DisplayName.of(kind) + "\"?: \""));
            browser.visit(served.url("/replay?language=zh&file=step-7.jsonl&line=2"), 390, 844);
            browser.awaitText("读不出动作");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            browser.shoot("replay-telephone");
        }
    }

    @Test
    void whatWasLostIsToldFromWhatRanOutOfTokens() throws Exception {
        try (Served served = Served.forPeople(StoredEpisodes.unfinished(folder, TASK))) {
            JsonNode lost = served.get("/people/replay?file=step-7.jsonl&line=1");
            assertThat(lost.path("end").asString()).isEqualTo("lost");
            assertThat(lost.hasNonNull("fatal")).isFalse();
            assertThat(kinds(lost)).containsExactly("infra");
            JsonNode stopped = served.get("/people/replay?file=step-7.jsonl&line=2");
            assertThat(stopped.path("end").asString()).isEqualTo("stopped");
            assertThat(kinds(stopped)).contains("token-cap").doesNotContain("infra");
        }
    }

    private static List<String> kinds(JsonNode replay) {
        return replay.path("findings")
                .valueStream()
                .map(finding -> finding.path("kind").asString())
                .toList();
    }

    @Test
    void anAgentsRefusedActionIsShown() throws Exception {
        try (Served served = Served.forPeople(StoredEpisodes.in(folder, TASK))) {
            assertThat(kinds(served.get("/people/replay?file=step-7.jsonl&line=2")))
                    .contains("parse-error");
            JsonNode frames =
                    served.get("/people/replay?file=step-7.jsonl&line=2").path("frames");
            assertThat(frames.valueStream().map(frame -> frame.path("refusal").asString("")))
                    .contains("no_action");
            assertThat(served.refused(404, "GET", "/people/replay?file=..%2Frecipe.yaml&line=1", ""))
                    .isEqualTo("unknown_trajectory");
            served.refused(400, "GET", "/people/replay?file=step-7.jsonl", "");
        }
    }

    @Test
    void aPersonIsSetBesideAnAgent() throws Exception {
        try (Served served = Served.forPeople(StoredEpisodes.in(folder, TASK))) {
            String session = served.open("{\"task\":\"%s\"}".formatted(TASK.id()));
            String id = session.substring(session.lastIndexOf('/') + 1);
            assertThat(served.refused(409, "GET", "/people/session?id=" + id, ""))
                    .isEqualTo("not_ended");
            browser.visit(served.url("/?language=en&task=" + TASK.id()), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.click("#leave");
            browser.await("#verdict");
            browser.click("#compare");
            browser.awaitText("fair oracle, played now");
            browser.click(".beside > div:last-child button.last");
            browser.await(".wishes .met");
            assertThat(browser.count(".player")).isEqualTo(2);
            browser.shoot("versus-desktop");
            browser.click("#agent option:nth-child(3)");
            browser.awaitText("tiny step-7.jsonl");
            assertThat(URI.create(browser.url()).getPath()).isEqualTo("/versus");
            browser.visit(browser.url().replace("language=en", "language=zh"), 390, 844);
            browser.awaitText("公平专家");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            browser.shoot("versus-telephone");
        }
    }

    @Test
    void withoutARunThePageSaysWhatToDo() throws Exception {
        try (Served served = Served.forPeople(null)) {
            browser.visit(served.url("/replay?language=zh"), 390, 844);
            browser.awaitText("lathe shop demo RUN");
        }
    }
}
