package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks as ROCK's client for GEM environments does. */
class GemTests {
    private static final String GEM = "/apis/v1/envs/gem/";

    private static String step(String id, String action) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("sandbox_id", id)
                .put("action", action)
                .toString();
    }

    @Test
    void anEnvironmentIsMadeResetSteppedAndClosed() throws Exception {
        try (Served served = Served.usual()) {
            String id = served.post(GEM + "make", "{\"env_id\":\"shop-held-out-en\"}")
                    .path("sandbox_id")
                    .asString();
            for (int seed : List.of(4, 0)) {
                ShopTask task = Served.task("held-out", "en", seed);
                JsonNode began = served.post(GEM + "reset", "{\"sandbox_id\":\"%s\",\"seed\":%d}".formatted(id, seed));
                assertThat(began.path("observation").asString()).isEqualTo(task.instruction());
                assertThat(began.at("/info/task").asString()).isEqualTo(task.id());
                JsonNode last = began;
                for (String reply : Served.oracle(task)) {
                    assertThat(last.path("terminated").asBoolean(false)).isFalse();
                    last = served.post(GEM + "step", step(id, reply));
                }
                assertThat(last.path("terminated").asBoolean()).isTrue();
                assertThat(last.path("reward").asDouble()).isEqualTo(1);
                assertThat(last.at("/info/success").asDouble()).isEqualTo(1);
            }
            assertThat(served.post(GEM + "list", "{\"sandbox_id\":\"%s\"}".formatted(id))
                            .path("env_id")
                            .size())
                    .isEqualTo(30);
            assertThat(served.post(GEM + "close", "{\"sandbox_id\":\"%s\"}".formatted(id))
                            .path("sandbox_id")
                            .asString())
                    .isEqualTo(id);
            assertThat(served.refused(404, GEM + "step", "{\"sandbox_id\":\"%s\",\"action\":\"buy[]\"}".formatted(id)))
                    .isEqualTo("unknown_session");
            assertThat(served.refused(404, GEM + "make", "{\"env_id\":\"shop\"}"))
                    .isEqualTo("unknown_env");
        }
    }
}
