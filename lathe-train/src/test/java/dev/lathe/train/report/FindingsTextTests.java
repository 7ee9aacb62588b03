package dev.lathe.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Source;
import dev.lathe.shop.session.ErrorKind;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FindingsTextTests {
    @Test
    void findingsStandBelowTheTable() {
        var findings = new ShopFindings(
                "fedcba9876543210",
                "lathe-1",
                20,
                8,
                new TreeMap<>(Map.of(Source.SAID, 0.955, Source.ASKED, 0.8)),
                new TreeMap<>(Map.of(ErrorKind.OVER_BUDGET, 3, ErrorKind.STEP_CAP, 5)),
                new TreeMap<>(Map.of("buy", 6)),
                List.of(0.6, 0.45),
                0.875,
                new ShopFindings.ShopperErrors(20, 0, 1, 2),
                new ShopFindings.Changed(10, 7, 2));
        Evaluation evaluation = Evaluation.of(Stage.RL, "held-out", Decoding.SAMPLED, 20, 12, 0, 0, 5, 2, null)
                .with(findings);
        String printed = ConsoleTable.of(new Summary("shop", 0, 1, 10, List.of(evaluation), null, "0123456789abcdef"));
        assertThat(printed)
                .contains("sampled, constraints met in purchases: said 95.5 %, asked 80.0 %\n")
                .contains("sampled, errors in 8 failed of 20: step cap 5, over budget 3\n")
                .contains("catalogue 0123456789ab, tasks fedcba987654, score lathe-1\n")
                .contains("sampled, lost by: buy 6\n")
                .contains("sampled, pass^1 60.0 %, pass^2 45.0 %\n")
                .contains("sampled, turns of a fair shopper over those taken, where it succeeded: 87.5 %\n")
                .contains("sampled, the shoppers' own errors in 20 talks: leaks 0, inventions 1, contradictions 2\n")
                .contains(
                        "sampled, one wish changed in 10 tasks that succeeded: right again in 7, the same product in 2\n");
    }
}
