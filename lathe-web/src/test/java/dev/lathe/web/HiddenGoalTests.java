package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.DisplayName;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.desk.DeskFamily;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Walks everything that an agent can ask for, and looks for what it must not know. */
class HiddenGoalTests {
    private static final List<String> FORBIDDEN = List.of(
            "constraint",
            "target",
            "satisfying",
            "goal",
            "family",
            "twin",
            "original",
            "index",
            "wish",
            "temper",
            "disclosure");

    @Test
    void noEndpointTellsIt() throws Exception {
        ShopTask task = Served.task("train", "en", 0);
        try (Served served = Served.usual()) {
            List<String> answers = walk(served, task);
            assertThat(answers).hasSizeGreaterThan(20);
            for (String answer : answers) {
                names(Served.json(answer))
                        .forEach(name -> assertThat(FORBIDDEN).as(answer).noneMatch(name::contains));
            }
            Product target = Served.CATALOGUE.product(task.target());
            String before = String.join("\n", answers.subList(0, 9));
            assertThat(before)
                    .doesNotContain('"' + target.id() + '"')
                    .doesNotContain(target.title().en());
            assertThat(task.constraints()).anyMatch(Constraint.AttributeIs.class::isInstance);
            assertThat(before).doesNotContain("score");
        }
    }

    @Test
    void errandsTellNeitherGoalNorSolution() throws Exception {
        try (Served served = Served.market()) {
            for (DeskFamily family : DeskFamily.values()) {
                JsonNode opened = served.post("/v1/sessions", "{\"errand\":\"%s\"}".formatted(DisplayName.of(family)));
                String session = "/v1/sessions/" + opened.path("session").asString();
                List<String> answers = new ArrayList<>(List.of(opened.toString()));
                answers.add(ok(served, "GET", session, ""));
                answers.add(ok(served, "GET", session + "/view", ""));
                for (String action : List.of("orders[]", "cart[]", "voucher[X]", "add[]", "leave[]")) {
                    answers.add(ok(served, "POST", session + "/steps", "{\"action\":\"%s\"}".formatted(action)));
                }
                answers.add(ok(served, "GET", session + "/score", ""));
                for (String answer : answers) {
                    names(Served.json(answer))
                            .forEach(name -> assertThat(FORBIDDEN).as(answer).noneMatch(name::contains));
                    assertThat(answer).doesNotContain("solution");
                }
            }
        }
    }

    private static List<String> walk(Served served, ShopTask task) throws Exception {
        List<String> seen = new ArrayList<>();
        JsonNode opened = served.post("/v1/sessions", "{\"task\":\"%s\",\"guide\":true}".formatted(task.id()));
        seen.add(opened.toString());
        String session = "/v1/sessions/" + opened.path("session").asString();
        for (String path : List.of(session, session + "/view", "/v1/tasks", "/v1/tools", "/v1/world", "/health")) {
            seen.add(ok(served, "GET", path, ""));
        }
        seen.add(ok(served, "POST", session + "/snapshots", "{}"));
        seen.add(ok(served, "POST", session + "/restore", "{\"snapshot\":\"s1\"}"));
        seen.add(ok(served, "POST", session + "/fork", "{}"));
        for (String path : List.of("/goal", "/task", "/constraints", "/target", "/state", "/score")) {
            seen.add(served.send("GET", session + path, "").body());
        }
        int number = 0;
        for (String reply : Served.oracle(task)) {
            seen.add(ok(served, "POST", session + "/steps", Served.step(++number, reply)));
            seen.add(ok(served, "GET", session + "/view", ""));
        }
        for (String path :
                List.of("/people/stored", "/people/session?id=1", "/people/oracle?task=" + task.id(), "/replay")) {
            assertThat(served.send("GET", path, "").statusCode()).as(path).isEqualTo(404);
        }
        seen.add(ok(served, "GET", session + "/score", ""));
        String gem = "/apis/v1/envs/gem/";
        JsonNode made = served.post(gem + "make", "{\"env_id\":\"shop-train-en\"}");
        String sandbox =
                "{\"sandbox_id\":\"%s\"".formatted(made.path("sandbox_id").asString());
        seen.add(ok(served, "POST", gem + "reset", sandbox + "}"));
        seen.add(ok(served, "POST", gem + "step", sandbox + ",\"action\":\"search[a]\"}"));
        seen.add(ok(served, "POST", gem + "list", sandbox + "}"));
        HttpResponse<String> begun = served.send(
                "POST",
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}");
        seen.add(begun.body());
        String id = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
        for (String method : List.of("tools/list", "tools/call")) {
            seen.add(served.send(
                            "POST",
                            "/mcp",
                            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"%s\",\"params\":{\"name\":\"start\"}}"
                                    .formatted(method),
                            "Mcp-Session-Id",
                            id)
                    .body());
        }
        return seen;
    }

    private static String ok(Served served, String method, String path, String body) throws Exception {
        HttpResponse<String> response = served.send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.properties().forEach(field -> {
            names.add(field.getKey());
            names.addAll(names(field.getValue()));
        });
        if (node.isArray()) {
            node.valueStream().forEach(element -> names.addAll(names(element)));
        }
        return names;
    }
}
