package dev.lathe.shop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.StepResult;
import dev.lathe.core.UserError;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTests {
    private static final String LAMP = """
            {"asin": "1", "title": "led投光灯", "shop_name": "灯具店", "category": "家居›灯饰›投光灯", "query": "",
             "pricing": [12.5, 99], "customization_options": {"功率": [{"value": " 50w 白光 ", "price": 30}, {"value": "100w-白光", "price": 45}],
                                                              "包装": [{"value": "盒", "price": null}]},
             "attribute": ["防水", "工厂"], "full_description": "led投光灯",
             "instructions": [{"instruction": "要防水的灯，50w白光", "instruction_simple": "要灯", "attributes": ["防水"],
                               "instruction_options": ["50w 白光"]}]}
            """;
    private static final String CUP = """
            {"asin": "2", "title": "blue cup", "shop_name": "", "category": "", "pricing": [], "customization_options": {},
             "attribute": [], "instructions": []}
            """;

    @TempDir
    private Path folder;

    private ImportedTasks read(String... records) throws IOException {
        Path file = folder.resolve("items.jsonl");
        Files.writeString(file, String.join("", records));
        return Imports.read(file, ExchangeFormat.SHOPSIM);
    }

    @Test
    void productsAreSoldByTheirOwnWordsAndPrices() throws IOException {
        ImportedTasks tasks = read(LAMP, CUP);
        Product lamp = tasks.catalogue().product(0);
        assertThat(lamp.price(List.of("50w-白光", "盒"))).isEqualTo(3_000);
        assertThat(lamp.price(List.of("100w-白光", "盒"))).isEqualTo(4_500);
        assertThat(lamp.has("防水", "yes")).isTrue();
        assertThat(tasks.catalogue().product(1).fromPrice()).isEqualTo(10_000);
        assertThat(tasks.catalogue().hash()).hasSize(64);
    }

    @Test
    void requestsOfTheFileAreTasks() throws IOException {
        ImportedTasks tasks = read(LAMP, CUP);
        assertThat(tasks.size()).isEqualTo(2);
        ShopTask asked = tasks.task(Language.ZH, 0);
        assertThat(asked.instruction()).isEqualTo("要防水的灯，50w白光");
        assertThat(asked.constraints())
                .containsExactly(
                        new Constraint.CategoryIs("家居›灯饰›投光灯"),
                        new Constraint.AttributeIs("防水", "yes"),
                        new Constraint.OptionIs("功率", "50w-白光"));
        assertThat(asked.satisfying()).isEqualTo(1);
        assertThat(tasks.task(Language.EN, 1).instruction()).startsWith("things, at most 1");
    }

    @Test
    void anImportedProductCanBeBought() throws IOException {
        ImportedTasks tasks = read(LAMP, CUP);
        assertThat(play(tasks, 0, "search[投光灯]", "click[#1]", "choose[50w-白光]", "choose[盒]", "buy[]"))
                .isEqualTo(1);
        assertThat(play(tasks, 0, "search[投光灯]", "click[#1]", "choose[100w-白光]", "choose[盒]", "buy[]"))
                .isZero();
        assertThat(play(tasks, 1, "search[cup | max 100]", "click[#1]", "buy[]"))
                .isEqualTo(1);
    }

    @Test
    void everyTaskOfAnExportCanBeMet() {
        Path file = folder.resolve("market.jsonl");
        var exports = new Exports(new Market(1, 400, 7), Language.EN);
        for (ExchangeFormat format : ExchangeFormat.values()) {
            ExchangeFiles.write(file, format, exports.products(100));
            ImportedTasks tasks = Imports.read(file, format);
            assertThat(tasks.size()).isEqualTo(100);
            for (int number = 0; number < tasks.size(); number++) {
                ShopTask task = tasks.task(Language.EN, number);
                assertThat(task.satisfying()).as(task.instruction()).isPositive();
                assertThat(tasks.task(Language.EN, number)).isEqualTo(task);
            }
        }
    }

    @Test
    void aFileOfAnotherFormatIsNamed() throws IOException {
        Path file = folder.resolve("webshop.json");
        Files.writeString(file, "[{\"asin\": \"1\", \"name\": \"lamp\"}]");
        assertThatThrownBy(() -> Imports.read(file, ExchangeFormat.JSONL))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("webshop.json: record 1 has no id or no title; is it jsonl?");
    }

    @Test
    void aProductNeedsNoMoreThanAnIdAndATitle() throws IOException {
        Path file = folder.resolve("short.jsonl");
        Files.writeString(file, "{\"id\": \"1\", \"title\": \"lamp\", \"axes\": [{\"name\": \"size\"}]}");
        assertThat(Imports.read(file, ExchangeFormat.JSONL).size()).isEqualTo(1);
    }

    @Test
    void anEmptyFileIsNoCatalogue() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("items.jsonl: holds no product");
    }

    private static double play(ImportedTasks tasks, int number, String... actions) {
        ShopTask task = tasks.task(Language.ZH, number);
        try (var environment = new ShopEnvironment(new Shop(tasks.catalogue()), ShopSettings.of(Language.ZH))) {
            environment.reset(task, 0);
            StepResult last = null;
            for (String action : actions) {
                last = environment.step(action);
            }
            return last == null ? 0 : last.info().get("success");
        }
    }
}
