package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.serve.http.ApiError;
import dev.lathe.shop.Difficulty;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.Scenario;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTasks;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTasks;
import dev.lathe.shop.exchange.ExchangeFiles;
import dev.lathe.shop.exchange.ExchangeFormat;
import dev.lathe.shop.exchange.Exports;
import dev.lathe.shop.exchange.ImportedTasks;
import dev.lathe.shop.exchange.Imports;
import dev.lathe.web.session.SessionOrder;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.TaskBook;
import dev.lathe.web.session.TaskBook.Shelf;
import dev.lathe.web.session.TaskEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskBookTests {
    /** Training draws numbers of 30 bits. */
    private static final List<Integer> NUMBERS = List.of(0, 999_999, 123_456_789, (1 << 30) - 1);

    private static final ScenarioTasks SCENARIOS =
            new ScenarioTasks(Served.MARKET.world(), 0, List.of(Temper.values()));

    @TempDir
    private Path folder;

    @Test
    void everyTaskOfTrainingIsFoundByItsId() {
        var plain = new ShopTasks(Served.CATALOGUE, 0);
        var errands = new DeskTasks((Market) Served.MARKET.world(), SCENARIOS, 0);
        var service = new ShopService(
                Served.MARKET,
                ShopServerOptions.usual(0).sessions(),
                ShopServerOptions.usual(0).clock());
        for (int number : NUMBERS) {
            String wording = plain.task(Split.TRAIN, Language.EN, number).id();
            assertThat(Served.FLOOR.tasks().find(wording).id()).isEqualTo(wording);
            String wished = SCENARIOS
                    .task(Scenario.MULTI, Split.TRAIN, Language.ZH, Difficulty.HARD, number)
                    .id();
            assertThat(Served.MARKET.tasks().find(wished).id()).isEqualTo(wished);
            String errand = errands.task(DeskFamily.RETURN, Split.TRAIN, Language.EN, number)
                    .id();
            assertThat(service.open(SessionOrder.of(errand)).task()).isEqualTo(errand);
        }
        assertThatThrownBy(() -> Served.FLOOR.tasks().find("single-train-en-5-stated-9999999999"))
                .isInstanceOf(ApiError.class);
    }

    @Test
    void theTasksOfAFileAreDividedAmongTheSplits() {
        ImportedTasks imported = imported(100);
        TaskBook book = new ShopFloor(imported).tasks();
        List<String> all = new ArrayList<>();
        for (String split : List.of("train", "validation", "held-out")) {
            List<TaskEntry> tasks = book.list(Shelf.of(split, "en"), 0, 1000);
            assertThat(tasks).isNotEmpty();
            for (TaskEntry task : tasks) {
                assertThat(book.find(task.id()).split())
                        .isEqualTo(Split.valueOf(split.toUpperCase(Locale.ROOT).replace('-', '_')));
                assertThat(book.at(Shelf.of(split, "en"), task.number()).id()).isEqualTo(task.id());
                all.add(task.id());
            }
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(imported.size());
    }

    @Test
    void aListEndsWhereTheTasksOfAFileEnd() {
        TaskBook book = new ShopFloor(imported(3)).tasks();
        assertThat(book.list(new Shelf(null, null, null, null, null), 0, 100)).hasSizeBetween(1, 3);
        assertThat(book.list(new Shelf(null, null, null, null, null), 50, 100)).isEmpty();
        assertThatThrownBy(() -> book.at(Shelf.of("validation", "en"), 0))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("split");
    }

    private ImportedTasks imported(int products) {
        Path file = folder.resolve("items.jsonl");
        ExchangeFiles.write(
                file, ExchangeFormat.JSONL, new Exports(new Market(1, 400, 7), Language.EN).products(products));
        return Imports.read(file, ExchangeFormat.JSONL);
    }
}
