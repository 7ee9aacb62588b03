package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.web.replay.ShopReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopReportTests {
    private static final ShopTask TASK = Served.task("train", "en", 1);

    @TempDir
    private Path folder;

    @Test
    void everyMistakeIsNamedWhereItWasMade() throws Exception {
        Path page = ShopReport.write(StoredEpisodes.ended(folder, TASK));
        String html = Files.readString(page);
        assertThat(html)
                .contains("held_out_success_greedy")
                .contains("could not be done: last_page")
                .contains("could not be done: no_action")
                .contains("bought, and not met: ");
        assertThat(html.split("class=\"mistake\"", -1)).hasSize(4);
    }

    @Test
    void whatWasLeftUndoneOfAnErrandIsNamedWhereItEnded() throws Exception {
        DeskTask errand = Served.errand(DeskFamily.CART, Split.HELD_OUT, Language.EN, 1);
        String html = Files.readString(ShopReport.write(StoredEpisodes.endedErrand(folder, errand)));
        assertThat(html).contains("ended the errand, and not met: nothing else");
        assertThat(html.split("class=\"mistake\"", -1)).hasSize(2);
    }

    @Test
    void aRunThatHasNotEndedHasNoReport() {
        StoredEpisodes.in(folder, TASK);
        assertThatThrownBy(() -> ShopReport.write(folder.resolve("tiny")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must have ended");
        assertThatThrownBy(() -> ShopReport.write(folder)).hasMessageContaining("is no run");
    }
}
