package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.DisplayName;
import dev.lathe.core.StepResult;
import dev.lathe.serve.http.Json;
import dev.lathe.shop.Language;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.desk.DeskExpert;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.DeskTasks;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.web.replay.Oracle;
import dev.lathe.web.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionTests {
    @Test
    void anEpisodeOverTheWireIsThatOfTheEnvironment() throws Exception {
        for (Language language : Language.values()) {
            ShopTask task = Served.task("held-out", language == Language.EN ? "en" : "zh", 3);
            try (Served served = Served.usual();
                    ShopEnvironment environment = Served.environment(language)) {
                environment.reset(task, 0);
                JsonNode opened = served.post("/v1/sessions", "{\"task\":\"%s\"}".formatted(task.id()));
                assertThat(opened.path("instruction").asString()).isEqualTo(task.instruction());
                assertThat(opened.at("/messages/0/role").asString()).isEqualTo("user");
                String session = "/v1/sessions/" + opened.path("session").asString();
                int number = 0;
                for (String reply : Served.oracle(task)) {
                    StepResult expected = environment.step(reply);
                    JsonNode stepped = served.post(session + "/steps", Served.step(++number, reply));
                    assertThat(stepped.path("step").asInt()).isEqualTo(number);
                    assertThat(stepped.path("observation").asString())
                            .isEqualTo(
                                    expected.done()
                                            ? ""
                                            : expected.observation()
                                                    .messages()
                                                    .getFirst()
                                                    .content());
                    assertThat(stepped.path("terminated").asBoolean()).isEqualTo(expected.terminated());
                    assertThat(stepped.path("reward").asDouble()).isEqualTo(expected.reward());
                    assertThat(served.get(session).path("state_hash").asString())
                            .isEqualTo(environment.stateHash());
                }
                assertThat(served.get(session + "/score").at("/score/success").asDouble())
                        .isEqualTo(1);
                assertThat(served.delete(session).path("closed").asBoolean()).isTrue();
                assertThat(served.refused(404, "GET", session, "")).isEqualTo("unknown_session");
            }
        }
    }

    @Test
    void aStepCanBeSentTwiceAndIsMadeOnce() throws Exception {
        try (Served served = Served.usual()) {
            String session = served.open("{}");
            JsonNode first = served.post(session + "/steps", Served.step(1, "search[kettle]"));
            assertThat(served.post(session + "/steps", Served.step(1, "search[kettle]")))
                    .isEqualTo(first);
            assertThat(served.get(session).path("step").asInt()).isEqualTo(1);
            assertThat(served.refused(409, session + "/steps", Served.step(1, "search[lamp]")))
                    .isEqualTo("another_action");
            assertThat(served.refused(409, session + "/steps", Served.step(3, "buy[]")))
                    .isEqualTo("out_of_order");
            assertThat(served.refused(409, session + "/steps", Served.step(0, "buy[]")))
                    .isEqualTo("out_of_order");
            assertThat(served.post(session + "/steps", "{\"action\":\"buy[]\"}")
                            .path("refusal")
                            .asString())
                    .isEqualTo("no_item_open");
        }
    }

    @Test
    void anActionThatCannotBeDoneHasAReason() throws Exception {
        try (Served served = Served.usual()) {
            String session = served.open("{\"turn_limit\":100}");
            record Case(String action, String reason) {}
            var cases = List.of(
                    new Case("hello", "no_action"),
                    new Case("search[ ]", "no_query"),
                    new Case("search[a | max b]", "bad_maximum"),
                    new Case("click[first]", "bad_slot"));
            for (Case one : cases) {
                assertThat(refusal(served, session, one.action()))
                        .as(one.action())
                        .isEqualTo(one.reason());
            }
            session = served.open("{\"turn_limit\":100}");
            assertThat(refusal(served, session, "next[]")).isEqualTo("no_results");
            String word = Served.CATALOGUE.product(0).title().en().split(" ", 2)[0];
            assertThat(refusal(served, session, "search[%s]".formatted(word))).isEmpty();
            assertThat(refusal(served, session, "click[#99]")).isEqualTo("no_such_slot");
            assertThat(refusal(served, session, "prev[]")).isEqualTo("first_page");
            assertThat(refusal(served, session, "click[#1]")).isEmpty();
            assertThat(refusal(served, session, "choose[nothing like it]")).isEqualTo("no_such_value");
            session = served.open("{}");
            served.post(session + "/steps", Served.step(1, "search[%s]".formatted(word)));
            served.post(session + "/steps", Served.step(2, "click[#1]"));
            assertThat(refusal(served, session, "buy[]")).isEqualTo("not_all_chosen");
            assertThat(refusal(served, session, "ask[which color?]")).isEqualTo("no_shopper");
        }
    }

    private static String refusal(Served served, String session, String action) throws Exception {
        String body = Served.step(served.get(session).path("step").asInt() + 1, action);
        return served.post(session + "/steps", body).path("refusal").asString("");
    }

    @Test
    void anEpisodeThatEndedTakesNoMoreSteps() throws Exception {
        try (Served served = Served.usual()) {
            String session = served.open("{\"turn_limit\":2}");
            assertThat(served.refused(409, "GET", session + "/score", "")).isEqualTo("not_ended");
            served.post(session + "/steps", Served.step(1, "search[a]"));
            JsonNode last = served.post(session + "/steps", Served.step(2, "search[b]"));
            assertThat(last.path("truncated").asBoolean()).isTrue();
            assertThat(last.at("/score/bought").asDouble()).isZero();
            assertThat(served.post(session + "/steps", Served.step(2, "search[b]")))
                    .isEqualTo(last);
            assertThat(served.refused(409, session + "/steps", Served.step(3, "search[c]")))
                    .isEqualTo("episode_ended");
        }
    }

    @Test
    void aSessionGoesBackAndSplits() throws Exception {
        try (Served served = Served.usual()) {
            String session = served.open("{}");
            served.post(session + "/steps", Served.step(1, "search[kettle]"));
            JsonNode taken = served.post(session + "/snapshots", "{}");
            String snapshot =
                    "{\"snapshot\":\"%s\"}".formatted(taken.path("snapshot").asString());
            JsonNode there = served.post(session + "/steps", Served.step(2, "search[lamp]"));
            JsonNode back = served.post(session + "/restore", snapshot);
            assertThat(back.path("step").asInt()).isEqualTo(1);
            assertThat(back.path("state_hash")).isEqualTo(taken.path("state_hash"));
            String fork = "/v1/sessions/"
                    + served.post(session + "/fork", "{}").path("session").asString();
            assertThat(fork).isNotEqualTo(session);
            assertThat(served.post(fork + "/steps", Served.step(2, "search[lamp]")))
                    .isEqualTo(there);
            assertThat(served.get(session).path("step").asInt()).isEqualTo(1);
            String past = "/v1/sessions/"
                    + served.post(session + "/fork", snapshot).path("session").asString();
            assertThat(served.get(past).path("state_hash")).isEqualTo(taken.path("state_hash"));
            assertThat(served.refused(404, session + "/restore", "{\"snapshot\":\"s9\"}"))
                    .isEqualTo("unknown_snapshot");
        }
    }

    @Test
    void aLeaseEndsUnlessItIsRenewed() throws Exception {
        var now = new Instant[] {Instant.EPOCH};
        var options = ShopServerOptions.usual(0)
                .withSessions(new SessionLimits(2, Duration.ofSeconds(60), 1))
                .withClock(() -> now[0]);
        try (Served served = new Served(options)) {
            String idle = served.open("{}");
            String busy = served.open("{}");
            assertThat(served.refused(429, "/v1/sessions", "{}")).isEqualTo("too_many_sessions");
            now[0] = now[0].plusSeconds(40);
            served.post(busy + "/steps", Served.step(1, "search[a]"));
            now[0] = now[0].plusSeconds(40);
            served.post(busy + "/steps", Served.step(2, "search[b]"));
            assertThat(served.refused(410, idle + "/steps", Served.step(1, "search[a]")))
                    .isEqualTo("lease_expired");
            assertThat(served.sessions()).isEqualTo(1);
            served.post(busy + "/snapshots", "{}");
            assertThat(served.refused(409, busy + "/snapshots", "{}")).isEqualTo("too_many_snapshots");
        }
    }

    @Test
    void everyScenarioIsServedWithItsShopperAndProfile() throws Exception {
        try (Served served = Served.market()) {
            for (Scenario scenario : Scenario.values()) {
                String name = DisplayName.of(scenario);
                for (String language : List.of("en", "zh")) {
                    JsonNode opened = served.post(
                            "/v1/sessions",
                            "{\"scenario\":\"%s\",\"language\":\"%s\",\"difficulty\":\"medium\",\"turn_limit\":60,\"number\":3}"
                                    .formatted(name, language));
                    ShopTask task =
                            Served.MARKET.tasks().find(opened.path("task").asString());
                    assertThat(task.id()).startsWith(name + "-train-" + language + "-8-described-");
                    assertThat(opened.at("/messages/0/content").asString().equals(task.instruction()))
                            .isEqualTo(!scenario.persona());
                    String session = "/v1/sessions/" + opened.path("session").asString();
                    JsonNode last = opened;
                    var settings = ShopSettings.of(task.language()).withTurnLimit(60);
                    for (String reply : Oracle.play(Served.MARKET, task, settings)) {
                        last = served.post(session + "/steps", "{\"action\":%s}".formatted(Json.text(reply)));
                        assertThat(last.path("refusal").asString("")).isEmpty();
                    }
                    assertThat(last.at("/score/success").asDouble()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void errandsAreRunToTheirEnds() throws Exception {
        var expert = new DeskExpert(Served.MARKET.shop(), 10);
        var scenarios = new ScenarioTasks(Served.MARKET.world(), 0, List.of(Temper.values()));
        var errands = new DeskTasks(Served.MARKET.world(), scenarios, 0);
        try (Served served = Served.market()) {
            for (DeskFamily family : DeskFamily.values()) {
                DeskTask errand = errands.task(family, Split.HELD_OUT, Language.ZH, 2);
                JsonNode opened = served.post(
                        "/v1/sessions",
                        "{\"errand\":\"%s\",\"split\":\"held-out\",\"language\":\"zh\",\"number\":2}"
                                .formatted(DisplayName.of(family)));
                assertThat(opened.path("task").asString()).isEqualTo(errand.id());
                assertThat(opened.path("instruction").asString()).isEqualTo(errand.instruction());
                String session = "/v1/sessions/" + opened.path("session").asString();
                JsonNode last = opened;
                for (String action : expert.actions(errand)) {
                    last = served.post(session + "/steps", "{\"action\":%s}".formatted(Json.text(action)));
                    assertThat(last.path("refusal").asString("")).isEmpty();
                }
                assertThat(last.at("/score/success").asDouble()).as(errand.id()).isEqualTo(1);
            }
        }
    }

    @Test
    void anErrandGoesBackAndSplitsAndSaysWhatCannotBeDone() throws Exception {
        try (Served served = Served.market()) {
            String session = served.open("{\"task\":\"desk-return-train-en-000003\"}");
            assertThat(served.post(session + "/steps", Served.step(1, "checkout[]"))
                            .path("refusal")
                            .asString())
                    .isEqualTo("empty_cart");
            assertThat(served.post(session + "/steps", Served.step(2, "return[7]"))
                            .path("refusal")
                            .asString())
                    .isEqualTo("not_returnable");
            JsonNode taken = served.post(session + "/snapshots", "{}");
            JsonNode orders = served.post(session + "/steps", Served.step(3, "orders[]"));
            String fork = "/v1/sessions/"
                    + served.post(session + "/fork", "{\"snapshot\":\"s1\"}")
                            .path("session")
                            .asString();
            assertThat(served.get(fork).path("state_hash")).isEqualTo(taken.path("state_hash"));
            assertThat(served.post(fork + "/steps", Served.step(3, "orders[]"))).isEqualTo(orders);
            JsonNode errand = served.get(session + "/view").path("errand");
            assertThat(errand.path("orders").size())
                    .isEqualTo(orders.path("observation").asString().lines().count());
            assertThat(errand.path("cart").size()).isZero();
            served.refused(404, "/v1/sessions", "{\"task\":\"desk-return-train-en-3\"}");
            served.refused(400, "/v1/sessions", "{\"errand\":\"robbery\"}");
        }
        try (Served small = Served.usual()) {
            small.refused(400, "/v1/sessions", "{\"errand\":\"return\"}");
        }
    }

    @Test
    void leavingIsRightWhereNothingFits() throws Exception {
        try (Served served = Served.market()) {
            String session = served.open("{\"difficulty\":\"easy\",\"infeasible\":true}");
            JsonNode left = served.post(session + "/steps", "{\"call\":{\"name\":\"leave\"}}");
            assertThat(left.path("terminated").asBoolean()).isTrue();
            assertThat(left.at("/score/success").asDouble()).isEqualTo(1);
        }
    }

    @Test
    void tasksAreListedBySplit() throws Exception {
        try (Served served = Served.usual()) {
            JsonNode listed = served.get("/v1/tasks?split=held-out&language=zh&from=2&count=3")
                    .path("tasks");
            assertThat(listed.size()).isEqualTo(3);
            assertThat(listed.at("/0/id").asString())
                    .isEqualTo(Served.task("held-out", "zh", 2).id());
            assertThat(served.get("/v1/tasks?infeasible=true&count=1")
                            .at("/tasks/0/id")
                            .asString())
                    .contains("-infeasible-");
            assertThat(served.refused(400, "GET", "/v1/tasks?infeasible=yes", ""))
                    .isEmpty();
            assertThat(served.refused(400, "GET", "/v1/tasks?split=test", "")).isEmpty();
            assertThat(served.refused(400, "GET", "/v1/tasks?from=x", "")).isEmpty();
            assertThat(served.refused(404, "/v1/sessions", "{\"task\":\"train-en-f9999-w0\"}"))
                    .isEqualTo("unknown_task");
        }
    }

    @Test
    void actionsCanBeFunctionCalls() throws Exception {
        try (Served served = Served.usual()) {
            JsonNode tools = served.get("/v1/tools").path("tools");
            assertThat(tools.valueStream().map(tool -> tool.at("/function/name").asString()))
                    .containsExactly(
                            "search", "click", "choose", "buy", "next", "prev", "back", "ask", "propose", "leave");
            assertThat(tools.at("/0/function/parameters/required/0").asString()).isEqualTo("query");
            assertThat(tools.at("/0/function/parameters/properties").propertyNames())
                    .containsExactly("query", "max_price", "brand", "min_rating", "sort");
            for (String format : List.of("text", "json")) {
                String session = served.open("{\"format\":\"%s\"}".formatted(format));
                JsonNode found = served.post(
                        session + "/steps",
                        "{\"call\":{\"name\":\"search\",\"arguments\":\"{\\\"query\\\":\\\"kettle\\\",\\\"max_price\\\":300}\"}}");
                assertThat(found.has("refusal")).isFalse();
                assertThat(served.post(session + "/steps", "{\"call\":{\"name\":\"fly\",\"arguments\":{}}}")
                                .path("refusal")
                                .asString())
                        .isEqualTo(format.equals("json") ? "unknown_action" : "no_action");
                served.refused(400, session + "/steps", "{\"call\":{\"name\":\"buy\",\"arguments\":\"{\"}}");
                served.refused(400, session + "/steps", "{\"action\":\"a\",\"call\":{\"name\":\"buy\"}}");
            }
        }
    }
}
