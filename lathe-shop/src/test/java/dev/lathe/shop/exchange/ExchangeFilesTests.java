package dev.lathe.shop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.exchange.ExchangeProduct.Axis;
import dev.lathe.shop.exchange.ExchangeProduct.Request;
import dev.lathe.shop.exchange.ExchangeProduct.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeFilesTests {
    @TempDir
    private Path folder;

    private static List<ExchangeProduct> read(Path file, ExchangeFormat format) {
        List<ExchangeProduct> products = new ArrayList<>();
        ExchangeFiles.read(file, format, products::add);
        return products;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(ExchangeFormat format) {
        var exports = new Exports(new Market(1, 100, 7), Language.ZH);
        Path file = folder.resolve("products");
        ExchangeFiles.write(file, format, exports.products(50));
        List<ExchangeProduct> products = read(file, format);
        assertThat(products).hasSize(50);
        for (int i = 0; i < 50; i++) {
            ExchangeProduct written = exports.product(i);
            ExchangeProduct found = products.get(i);
            assertThat(found.id()).isEqualTo(written.id());
            assertThat(found.title()).isEqualTo(written.title());
            assertThat(found.category()).isEqualTo(written.category());
            assertThat(found.prices()).isEqualTo(written.prices());
            assertThat(found.axes()).isEqualTo(written.axes());
            assertThat(found.attributes()).isEqualTo(written.attributes());
        }
        if (format == ExchangeFormat.JSONL) {
            assertThat(products.getFirst()).isEqualTo(exports.product(0));
        }
    }

    @Test
    void readsARecordOfShopSimulatorPackedOrNot() throws IOException {
        String record = """
                {"asin": "650019148657", "title": "led投光灯", "shop_name": "灯具店", "category": "家居›灯饰›投光灯", "query": "",
                 "pricing": [12.5, 99], "customization_options": {"功率": [{"value": " 50w-白光 ", "image": "x", "price": 30}]},
                 "attribute": ["防水", "工厂"], "full_description": "led投光灯",
                 "instructions": [{"instruction": "要防水的灯", "instruction_simple": "要灯", "attributes": ["防水"],
                                   "instruction_options": ["50w-白光"]}]}
                """;
        Path file = folder.resolve("items.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(record.getBytes(StandardCharsets.UTF_8));
        }
        ExchangeProduct product = read(file, ExchangeFormat.SHOPSIM).getFirst();
        assertThat(product.category()).containsExactly("家居", "灯饰", "投光灯");
        assertThat(product.prices()).containsExactly(1250, 9900);
        assertThat(product.axes()).containsExactly(new Axis("功率", List.of(new Value("50w-白光", 3000))));
        assertThat(product.requests()).containsExactly(new Request("要防水的灯", "要灯", List.of("防水"), List.of("50w-白光")));
    }

    @Test
    void readsARecordOfWebShop() throws IOException {
        Path file = folder.resolve("items.json");
        Files.writeString(file, """
                [{"asin": "B1", "name": "Kettle", "category": "kitchen", "query": "kettle", "product_category": "Home › Kettles",
                  "full_description": "Boils.", "small_description": ["1.5 l"], "pricing": "$1,012.00 - $1,200.50",
                  "customization_options": null}]
                """);
        ExchangeProduct product = read(file, ExchangeFormat.WEBSHOP).getFirst();
        assertThat(product.prices()).containsExactly(101_200, 120_050);
        assertThat(product.description()).isEqualTo("Boils.\n1.5 l");
        assertThat(product.axes()).isEmpty();
    }

    @Test
    void saysWhichRecordIsWrong() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, "{\"asin\": \"1\", \"title\": \"a\"}\n{\"asin\": \"2\"}\n");
        assertThatThrownBy(() -> read(file, ExchangeFormat.SHOPSIM))
                .isInstanceOf(UserError.class)
                .hasMessage(file + ": record 2 has no id or no title; is it shopsim?");
        Files.writeString(file, "{\"asin\": ");
        assertThatThrownBy(() -> read(file, ExchangeFormat.SHOPSIM))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": record 1 is not JSON of shopsim");
        assertThatThrownBy(() -> read(folder.resolve("none"), ExchangeFormat.JSONL))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("cannot be read (no such file or folder)");
    }
}
