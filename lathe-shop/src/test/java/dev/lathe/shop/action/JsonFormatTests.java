package dev.lathe.shop.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.Reading.Flaw;
import dev.lathe.shop.action.Reading.Malformed;
import dev.lathe.shop.action.Reading.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonFormatTests {
    @Test
    void theLastObjectWithAnActionCounts() {
        String reply = """
                I will not {"action":"buy"} yet. ```json
                {"action": "search", "query": "norvik kettle", "max_price": 245, "why": {"cheap": true}}
                ``` {not json} {"slot": 3}""";
        assertThat(read(reply)).isEqualTo(new ShopAction.Search("norvik kettle", 24_500));
    }

    @Test
    void numbersMayBeStrings() {
        assertThat(read("{\"action\":\"click\",\"slot\":\"#3\"}")).isEqualTo(new ShopAction.Open(3));
        assertThat(read("{\"action\":\"search\",\"query\":\"k\",\"max_price\":\"24.50\"}"))
                .isEqualTo(new ShopAction.Search("k", 2_450));
    }

    @Test
    void aThousandBracesAreNoWork() {
        assertThat(flaw("{".repeat(100_000))).isEqualTo(Flaw.NO_ACTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "buy;NO_ACTION",
                "{\"verb\":\"buy\"};NO_ACTION",
                "{\"action\":5};NO_ACTION",
                "{\"action\":\"purchase\"};UNKNOWN_ACTION",
                "{\"action\":\"search\"};NO_QUERY",
                "{\"action\":\"search\",\"query\":\"k\",\"max_price\":\"cheap\"};BAD_MAXIMUM",
                "{\"action\":\"search\",\"query\":\"k\",\"max_price\":{}};BAD_MAXIMUM",
                "{\"action\":\"click\"};BAD_SLOT",
                "{\"action\":\"click\",\"slot\":-1};BAD_SLOT",
                "{\"action\":\"choose\"};NO_VALUE",
                "{\"action\":\"ask\"};NO_QUESTION",
                "{\"action\":\"propose\"};BAD_SLOT",
            })
    void aFlawIsNamed(String written, Flaw flaw) {
        assertThat(flaw(written)).isEqualTo(flaw);
    }

    private static ShopAction read(String reply) {
        return ((Understood) ActionFormat.JSON.read(reply)).action();
    }

    private static Flaw flaw(String reply) {
        return ((Malformed) ActionFormat.JSON.read(reply)).flaw();
    }
}
