package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.web.wire.ShopLines;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LinesTests {
    private static List<JsonNode> say(ShopLines shop, String... lines) throws Exception {
        var out = new StringWriter();
        shop.answerAll(new BufferedReader(new StringReader(String.join("\n", lines))), new PrintWriter(out));
        return out.toString().lines().map(Served::json).toList();
    }

    private static ShopLines shop() {
        return new ShopLines(Served.service(ShopServerOptions.usual(0)), failure -> {
            throw new AssertionError(failure);
        });
    }

    @Test
    void everyLineIsAnsweredInItsPlace() throws Exception {
        ShopLines shop = shop();
        JsonNode opened = say(shop, "{\"id\":7,\"method\":\"open\",\"params\":{\"language\":\"zh\"}}")
                .getFirst();
        assertThat(opened.path("id").asInt()).isEqualTo(7);
        String session = opened.at("/result/session").asString();
        List<JsonNode> answers = say(
                shop,
                "{\"id\":\"a\",\"method\":\"step\",\"params\":{\"session\":\"%s\",\"action\":\"search[水壶]\"}}"
                        .formatted(session),
                "",
                "{\"id\":\"b\",\"method\":\"step\",\"params\":{\"session\":\"%s\",\"step\":9,\"action\":\"buy[]\"}}"
                        .formatted(session),
                "no json",
                "[]",
                "{\"id\":1,\"method\":\"fly\"}",
                "{\"id\":2,\"method\":\"open\",\"params\":[]}",
                "{\"id\":3,\"method\":\"close\",\"params\":{\"session\":\"%s\"}}".formatted(session));
        assertThat(answers.stream().map(answer -> answer.path("id").asString()))
                .containsExactly("a", "b", "", "", "1", "2", "3");
        assertThat(answers.get(0).at("/result/step").asInt()).isEqualTo(1);
        assertThat(answers.stream().map(answer -> answer.at("/error/code").asString("")))
                .containsExactly("", "out_of_order", "no_json", "invalid", "unknown_method", "invalid", "");
        assertThat(answers.getLast().at("/result/closed").asBoolean()).isTrue();
    }
}
