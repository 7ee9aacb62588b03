package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.serve.InBrowser;
import dev.lathe.shop.Language;
import dev.lathe.shop.Split;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A person looks at errands that are over, and compares an agent's with one of their own. */
class ErrandReplayTests extends InBrowser {
    @TempDir
    private Path folder;

    private static List<String> states(JsonNode replay, int frame) {
        return replay.path("frames")
                .get(frame)
                .path("wishes")
                .valueStream()
                .map(wish -> wish.path("state").asString())
                .toList();
    }

    @Test
    void whatWasAskedIsMetAtTheEndOfTheExpertsErrandAlone() throws Exception {
        for (DeskFamily family : DeskFamily.values()) {
            DeskTask task = Served.errand(family, Split.TRAIN, Language.EN, 1);
            try (Served served = Served.marketForPeople(StoredEpisodes.errand(folder.resolve(family.name()), task))) {
                JsonNode done = served.get("/people/replay?file=step-7.jsonl&line=1");
                assertThat(done.path("faithful").asBoolean()).as(task.id()).isTrue();
                assertThat(done.at("/score/success").asDouble()).isEqualTo(1);
                assertThat(states(done, done.path("frames").size() - 1)).containsOnly("met");
                JsonNode careless = served.get("/people/replay?file=step-7.jsonl&line=2");
                assertThat(careless.path("faithful").asBoolean()).isTrue();
                assertThat(states(careless, careless.path("frames").size() - 1).stream()
                                .allMatch("met"::equals))
                        .as(task.id())
                        .isEqualTo(careless.at("/score/success").asDouble(0) == 1);
                boolean failed = careless.at("/score/success").asDouble(0) == 0;
                boolean lost = careless.path("end").asString().equals("lost");
                assertThat(careless.path("findings").isEmpty()).as(task.id()).isEqualTo(!failed);
                assertThat(careless.hasNonNull("fatal")).as(task.id()).isEqualTo(failed && !lost);
                JsonNode expert = served.get("/people/oracle?task=" + task.id());
                assertThat(expert.at("/score/success").asDouble()).isEqualTo(1);
            }
        }
    }

    @Test
    void aPersonIsSetBesideAnAgent() throws Exception {
        DeskTask task = Served.errand(DeskFamily.CART, Split.TRAIN, Language.EN, 1);
        try (Served served = Served.marketForPeople(StoredEpisodes.errand(folder, task))) {
            browser.visit(served.url("/?language=en&task=" + task.id()), 1280, 860);
            browser.awaitText("Step 0 of 60");
            browser.click("#leave");
            browser.await("#verdict");
            browser.click("#compare");
            browser.awaitText("expert, who knows the errand");
            assertThat(browser.count(".beside > div:first-child .wishes .broken"))
                    .isPositive();
            browser.click(".beside > div:last-child button.last");
            browser.await(".beside > div:last-child .wishes .met");
            assertThat(browser.count(".beside .cart")).isEqualTo(2);
            assertThat(browser.count(".beside #checkout")).isZero();
            browser.click("#agent option:nth-child(3)");
            browser.awaitText("errands step-7.jsonl");
            browser.shoot("errand-versus");
            assertThat(browser.unnamed()).isEmpty();
            browser.visit(browser.url().replace("language=en", "language=zh"), 390, 844);
            browser.awaitText("知道答案的专家");
            assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
