package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what people are told of an algorithm. */
class DescriptionsTests {
    @Test
    void anAlgorithmIsFiveChoicesAndWhatGoesBeside() {
        Algorithm grpo = Algorithms.named("grpo", 8);
        assertThat(grpo.choices())
                .extracting(Choice::role)
                .containsExactly("returns", "baseline", "weight", "loss", "reduction");
        assertThat(grpo.choices())
                .extracting(Choice::label)
                .containsExactly("trajectory", "group / group", "token", "clip 0.2 0.2", "sequence_mean");
        assertThat(grpo.besides()).isEmpty();
        assertThat(Algorithms.named("ipa", 8).besides())
                .containsExactly(new Choice(
                        "correction",
                        "filter chunk",
                        "only tokens with 0.0 <= x <= 5.0, x = prox / mu over the chunk"));
    }

    @Test
    void everyNameSaysWhatIsSpecialAndWhereItIsFrom() {
        assertThat(Algorithms.summary("rloo")).isEqualTo("leave-one-out, REINFORCE on whole sequences");
        assertThat(Algorithms.source("rloo")).isEqualTo("arXiv 2402.14740");
        assertThat(Algorithms.names()).allSatisfy(name -> {
            assertThat(Algorithms.summary(name)).isNotBlank();
            assertThat(Algorithms.source(name)).matches("(arXiv|doi) .+");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "grpo ; returns ; trajectory ; A_t = A, of R - sum_t p_t",
                "reinforce++ ; returns ; tokens 1.0 ; A_t = sum_{u>=t} 1.0^(u-t) r_u, r_u = -p_u, and A more at the last token",
                "ipa ; returns ; chunks 0.95 ; A_k = sum_{j>=k} 0.95^(j-k) r_j, r_j = -sum_{t in j} p_t, and A more at the last chunk",
                "ppo ; returns ; gae 1.0 0.95 ; A_t = delta_t + 0.95 A_{t+1}, delta_t = r_t + 1.0 V_{t+1} - V_t",
                "reinforce ; baseline ; none ; A = R",
                "ipa ; baseline ; constant 0.5 ; A = R - 0.5",
                "dr-grpo ; baseline ; group ; A = R - mean(group)",
                "lite-ppo ; baseline ; group / batch ; A = R - mean(group), over std(batch)",
                "rloo ; baseline ; leave_one_out ; A_i = R_i - mean_{j != i in group}(R_j)",
                "ppo-clip ; baseline ; batch / batch ; A = R - mean(batch), over std(batch)",
                "gigpo ; baseline ; two_level 1.0 ; A_k = (R - mean(group)) / std + 1.0 (G_k - mean(same state)) / std",
                "ppo ; baseline ; critic 0.2 ; V by l_t = max((V - R_t)^2, (V_old + clip(V - V_old, -0.2, 0.2) - R_t)^2) / 2",
                "reinforce ; weight ; none ; none",
                "grpo ; weight ; token ; rho_t = pi(t) / mu(t)",
                "ipa ; weight ; chunk ; rho_c = (prod_{t in c} pi(t) / mu(t))^(1/|c|)",
                "gspo ; weight ; sequence ; rho = (prod_t pi(t) / mu(t))^(1/n)",
                "topr ; weight ; product ; rho = prod_t pi(t) / mu(t)",
                "tis ; weight ; truncated token 1.0 ; w = s(min(rho_token, 1.0))",
                "reinforce ; loss ; vanilla ; l = -A log pi",
                "tis ; loss ; vanilla ; l = -w A log pi",
                "grpo ; loss ; clip 0.2 0.2 ; l = -min(rho A, clip(rho, 1 - 0.2, 1 + 0.2) A)",
                "topr ; loss ; topr 1.0 ; l = -A log pi where A > 0, else l = -s(min(rho, 1.0)) A log pi",
                "cispo ; loss ; cispo 1.0 4.0 ; l = -s(clip(rho, 1 - 1.0, 1 + 4.0)) A log pi",
                "sapo ; loss ; sapo 1.0 1.05 ; l = -(4 / tau) sigmoid(tau (rho - 1)) A, tau = 1.0 where A > 0, else 1.05",
                "gmpo ; loss ; gmpo 0.4 0.4 ; l = -A exp(mean_t sgn(A) min(sgn(A) d_t, sgn(A) clip(d_t, -0.4, 0.4))), d = log rho",
                "kimi ; loss ; kimi 0.1 ; l_t = -A log pi(t) + 0.05 (sum_u d_u)^2 / n, d = log rho",
                "ppo ; reduction ; token_mean ; L = sum_t l_t / N",
                "grpo ; reduction ; sequence_mean ; L = sum_t l_t / (S n)",
                "rloo ; reduction ; sequence_sum ; L = sum_t l_t / S",
                "dr-grpo ; reduction ; constant ; L = sum_t l_t / (S tokens of an episode)",
            })
    void aChoiceSaysWhatItComputes(String name, String role, String label, String formula) {
        assertThat(Algorithms.named(name, 8).choices()).contains(new Choice(role, label, formula));
    }

    @Test
    void choicesThatNoNameMakesSayWhatTheyComputeToo() {
        assertThat(Choice.of(new ReturnEstimator.DiscountedChunkReturn(0.5, true))
                        .formula())
                .isEqualTo(
                        "A_k = sum_{j>=k} 0.5^(j-k) r_j, r_j = reward_j -sum_{t in j} p_t, and A more at the last chunk");
        assertThat(Choice.of(new Baseline.Running(Deviation.NONE)))
                .isEqualTo(new Choice("baseline", "running", "A = R - mean(seen)"));
        assertThat(Choice.of(new Baseline.TwoLevel(0.5, false)).formula())
                .isEqualTo("A_k = (R - mean(group)) + 0.5 (G_k - mean(same state))");
        var decoupled = new ImportanceWeight.Decoupled(Grain.SEQUENCE, 5);
        assertThat(Choice.of(decoupled))
                .isEqualTo(new Choice(
                        "weight",
                        "decoupled sequence 5.0",
                        "rho_sequence = pi / prox, A times s(min(prox / mu, 5.0))"));
        assertThat(Choice.of(new PolicyLoss.Vanilla(), decoupled).formula()).isEqualTo("l = -rho A");
        assertThat(Choice.of(new PolicyLoss.Clip(0.1, 0.2, 3.0), decoupled).formula())
                .isEqualTo("l = -min(rho A, clip(rho, 1 - 0.1, 1 + 0.2) A), at least 3.0 A where A < 0");
    }

    static Stream<Arguments> terms() {
        Terms none = Terms.NONE;
        return Stream.of(
                Arguments.of(
                        none.withRewardKl(new RewardPenalty(KlEstimator.K1, 0.01)),
                        "reward_kl",
                        "k1",
                        "p_t = 0.01 KL_t"),
                Arguments.of(none.withLossKl(new LossPenalty(KlEstimator.K3, 0.1)), "loss_kl", "k3", "l_t + 0.1 KL_t"),
                Arguments.of(
                        none.withWhitening(true), "whiten", "true", "A = (A - mean(all tokens)) / std(all tokens)"),
                Arguments.of(none.withAdvantageClip(4), "advantage_clip", "4.0", "A = clip(A, -4.0, 4.0)"),
                Arguments.of(
                        none.withOverlong(new OverlongPenalty(50, 10, 2)),
                        "overlong",
                        "the last 10 of 50 tokens",
                        "R = R + 2.0 clip((limit - buffer - n) / buffer, -1, 0)"),
                Arguments.of(
                        none.withSelection(new Selection(new GroupFilter.WithSignal(), false, false)),
                        "selection",
                        "with_signal",
                        "groups whose scores differ, others replaced"),
                Arguments.of(
                        none.withSelection(new Selection(new GroupFilter.PassRate(0.1, 0.9), false, false)),
                        "selection",
                        "pass_rate",
                        "groups with 0.1 < mean score < 0.9"),
                Arguments.of(
                        none.withSelection(new Selection(new GroupFilter.All(), true, false)),
                        "selection",
                        "drop_overlong",
                        "only what did not run out of room"),
                Arguments.of(
                        none.withSelection(new Selection(new GroupFilter.All(), false, true)),
                        "selection",
                        "only_positive",
                        "only R > 0"),
                Arguments.of(
                        none.withEmphasis(new Emphasis(true, false)),
                        "emphasis",
                        "difficulty",
                        "A times 0.5 + 1.5 (1 - mean score of the group)"),
                Arguments.of(
                        none.withEmphasis(new Emphasis(false, true)), "emphasis", "length", "A times 1.5 - n / n_max"),
                Arguments.of(
                        none.withCorrection(new Correction(new Correction.Weight(Grain.TOKEN, 2), List.of())),
                        "correction",
                        "weight token",
                        "A times min(x, 2.0), x = prox / mu over the token"),
                Arguments.of(
                        none.withMixture(new Mixture(2, 1)),
                        "mixture",
                        "imitation and reinforcement",
                        "L = 2.0 L_IL + 1.0 L_RL"),
                Arguments.of(
                        none.withResampling(new Resampling.Parallel(4, 3, 0.25)),
                        "resampling",
                        "parallel, 4 tasks",
                        "from 3 places of an expert's episode; imitated up to where V rises most, by 0.25 at least"),
                Arguments.of(
                        none.withResampling(new Resampling.Rollback(4, 0.5)),
                        "resampling",
                        "rollback, 4 tasks",
                        "from an expert's last chunk back while V >= 0.5; imitated up to where it is not"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("terms")
    void whatGoesBesideSaysWhatItDoesAndNothingElseIsSaid(Terms terms, String role, String label, String formula) {
        assertThat(TermChoices.of(terms)).containsExactly(new Choice(role, label, formula));
    }

    @Test
    void anAlgorithmSaysWhatItAsksOfItsSurroundings() {
        assertThat(named(Algorithm::needsStates)).containsExactly("gigpo");
        assertThat(named(Algorithm::learnsWithoutSignal)).containsExactly("kimi", "ppo");
        Algorithm grpo = Algorithms.named("grpo", 8);
        assertThat(grpo.withTerms(Terms.NONE.withEntropy(0.01)).learnsWithoutSignal())
                .isTrue();
        assertThat(grpo.withTerms(Terms.NONE.withLossKl(new LossPenalty(KlEstimator.K3, 0.1)))
                        .learnsWithoutSignal())
                .isTrue();
        assertThat(grpo.needsDivergences()).isFalse();
        assertThat(grpo.withTerms(Terms.NONE.withRewardKl(new RewardPenalty(KlEstimator.FULL, 0.1)))
                        .needsDivergences())
                .isTrue();
        assertThat(Algorithms.named("reinforce++", 8).needsDivergences()).isFalse();
        var weighed = new Correction(new Correction.Weight(Grain.CHUNK, 2), List.of());
        assertThat(grpo.withTerms(Terms.NONE.withCorrection(weighed)).needsChunks())
                .isTrue();
        var filtered = new Correction(null, List.of(new Correction.Filter(Grain.CHUNK, 0, 2)));
        assertThat(grpo.withTerms(Terms.NONE.withCorrection(filtered)).needsChunks())
                .isTrue();
        var tokens = new Correction(
                new Correction.Weight(Grain.TOKEN, 2), List.of(new Correction.Filter(Grain.TOKEN, 0, 2)));
        assertThat(grpo.withTerms(Terms.NONE.withCorrection(tokens)).needsChunks())
                .isFalse();
    }

    @Test
    void aBaselineSaysHowLargeItsSmallestGroupIs() {
        assertThat(named(algorithm -> algorithm.baseline().smallestGroup() == 1))
                .containsExactly("ipa", "ppo", "ppo-clip", "raft++", "reinforce", "reinforce++", "topr");
        assertThat(new Baseline.None(Deviation.GROUP).smallestGroup()).isEqualTo(2);
        assertThat(new Baseline.Batch(Deviation.GROUP).smallestGroup()).isEqualTo(2);
        assertThat(new Baseline.Running(Deviation.GROUP).smallestGroup()).isEqualTo(2);
        assertThat(new Baseline.Running(Deviation.BATCH).smallestGroup()).isEqualTo(1);
    }

    @Test
    void aWeightSaysWhatItsRatioIsTakenOver() {
        assertThat(new ImportanceWeight.None().grain()).isNull();
        assertThat(new ImportanceWeight.Truncated(Grain.CHUNK, 1).grain()).isEqualTo(Grain.CHUNK);
        assertThat(new ImportanceWeight.Decoupled(Grain.PRODUCT, 1).grain()).isEqualTo(Grain.PRODUCT);
    }

    @Test
    void aClippedTokenHasNoGradientJustBeyondTheBounds() {
        var clip = new PolicyLoss.Clip(0.25, 0.5, 3.0);
        assertThat(clip.stops(1.5, 1)).isFalse();
        assertThat(clip.stops(1.501, 1)).isTrue();
        assertThat(clip.stops(0.75, -1)).isFalse();
        assertThat(clip.stops(0.749, -1)).isTrue();
        assertThat(clip.stops(3, -1)).isFalse();
        assertThat(clip.stops(3.001, -1)).isTrue();
        assertThat(clip.stops(0.1, 0)).isFalse();
        assertThat(new PolicyLoss.Clip(0.25, 0.5).stops(3.001, -1)).isFalse();
    }

    private static List<String> named(Predicate<Algorithm> property) {
        return Algorithms.names().stream()
                .filter(name -> property.test(Algorithms.named(name, 8)))
                .toList();
    }
}
