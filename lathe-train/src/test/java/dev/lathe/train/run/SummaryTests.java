package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTests {
    @TempDir
    Path root;

    @Test
    void hasTheAgreedKeys() throws IOException {
        var summary = new Summary(
                "shop",
                7,
                812.5,
                2_500_000,
                List.of(Evaluation.of(
                        Stage.RL, "held-out", Evaluation.Decoding.GREEDY, 500, 370, 0.8, 0.9, 6.5, 1.25, 0.75)),
                new Baselines(0.002, 0.41, 0.2, 0.22, 0.996),
                "ab12");
        Path file = root.resolve("summary.json");
        summary.write(file);
        assertThat(Files.readString(file)).isEqualToIgnoringWhitespace("""
                        {"recipe": "shop", "seed": 7, "wall_seconds": 812.5, "parameters": 2500000,
                         "evaluations": [{"stage": "rl", "split": "held-out", "decoding": "greedy", "tasks": 500,
                           "full_success": 0.74, "ci_low": 0.6998260397638378, "ci_high": 0.7765142768146172,
                           "strict_reward": 0.8, "loose_reward": 0.9, "mean_turns": 6.5, "items_opened": 1.25,
                           "constraints_verified": 0.75}],
                         "baselines": {"random": 0.002, "first_result": 0.41, "price_blind": 0.2, "option_blind": 0.22,
                           "fair_oracle": 0.996},
                         "catalogue_hash": "ab12"}
                        """);
        assertThat(Summary.read(file)).isEqualTo(summary);
    }

    @Test
    void leavesOutWhatATaskDoesNotHave() throws IOException {
        var summary = new Summary(
                "gsm8k",
                1,
                3,
                5,
                List.of(Evaluation.of(Stage.INITIAL, "test", Evaluation.Decoding.SAMPLED, 10, 0, 0, 0, 1, 0, null)),
                null,
                null);
        Path file = root.resolve("summary.json");
        summary.write(file);
        assertThat(Files.readString(file)).doesNotContain("null", "baselines", "catalogue_hash");
        assertThat(Summary.read(file)).isEqualTo(summary);
    }

    @Test
    void whatIsNoSummaryIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("summary.json"), "{\"recipe\": 3");
        assertThatThrownBy(() -> Summary.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": not a summary (");
        assertThatThrownBy(() -> Summary.read(root.resolve("none.json")))
                .isInstanceOf(UserError.class)
                .hasMessage("%s: cannot be read (no such file or folder)", root.resolve("none.json"));
    }
}
