package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.ShopTask;
import dev.lathe.web.replay.Regraded;
import dev.lathe.web.replay.Regrader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegraderTests {
    private static final ShopTask TASK = Served.task("held-out", "en", 3);

    @TempDir
    private Path folder;

    private Regrader regrader;

    @BeforeEach
    void playTheOracleAndTheCareless() {
        regrader = new Regrader(StoredEpisodes.in(folder, TASK));
    }

    @Test
    void everyScoreGradesEveryEpisodeAgain() {
        assertThat(Regrader.scorers()).containsExactly("lathe-1", "webshop-2022", "shopsim-public", "shopsim-paper");
        for (String scorer : Regrader.scorers()) {
            List<Regraded> graded = regrader.all(scorer).toList();
            assertThat(graded).extracting(Regraded::line).containsExactly(1, 2);
            assertThat(graded.getFirst())
                    .isEqualTo(new Regraded(
                            Served.CATALOGUE.hash(), TASK.id(), TASK.hash(), scorer, "step-7.jsonl", 1, 1, 1, true));
            assertThat(graded.getLast().strict()).as(scorer).isLessThan(1);
        }
    }

    @Test
    void anUnknownScoreIsRefused() {
        assertThatThrownBy(() -> regrader.all("lathe-0"))
                .isInstanceOf(UserError.class)
                .hasMessage("the score is one of lathe-1, webshop-2022, shopsim-public, shopsim-paper, not 'lathe-0'");
    }
}
