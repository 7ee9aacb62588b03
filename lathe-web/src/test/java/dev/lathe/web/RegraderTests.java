package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
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
        assertThat(regrader.scorers()).containsExactly("lathe-1", "webshop-2022", "shopsim-public", "shopsim-paper");
        for (String scorer : regrader.scorers()) {
            List<Regraded> graded = regrader.all(scorer).toList();
            assertThat(graded).extracting(Regraded::line).containsExactly(1, 2);
            assertThat(graded.getFirst())
                    .isEqualTo(new Regraded(
                            Served.CATALOGUE.hash(), TASK.id(), TASK.hash(), scorer, "step-7.jsonl", 1, 1, 1, true));
            assertThat(graded.getLast().strict()).as(scorer).isLessThan(1);
        }
    }

    @Test
    void errandsAreDoneOrNotDone() {
        for (DeskFamily family : DeskFamily.values()) {
            DeskTask errand = Served.errand(family, Split.HELD_OUT, Language.EN, 2);
            var ofErrands = new Regrader(StoredEpisodes.errand(folder.resolve(family.name()), errand));
            assertThat(ofErrands.scorers()).containsExactly("lathe-errand-1");
            List<Regraded> graded = ofErrands.all("lathe-errand-1").toList();
            assertThat(graded)
                    .extracting(Regraded::taskHash)
                    .containsOnly(errand.hash())
                    .hasSize(2);
            assertThat(graded.getFirst().success()).as(errand.id()).isTrue();
            assertThat(graded.getLast().strict()).isEqualTo(graded.getLast().success() ? 1 : 0);
            assertThatThrownBy(() -> ofErrands.all("lathe-1"))
                    .isInstanceOf(UserError.class)
                    .hasMessage("the score is one of lathe-errand-1, not 'lathe-1'");
        }
    }

    @Test
    void anUnknownScoreIsRefused() {
        assertThatThrownBy(() -> regrader.all("lathe-0"))
                .isInstanceOf(UserError.class)
                .hasMessage("the score is one of lathe-1, webshop-2022, shopsim-public, shopsim-paper, not 'lathe-0'");
    }
}
