package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds of every setting what it may be, and what is just too much. */
class SettingsTests {
    private static final Trajectory EXPERT = PolicyGolden.load().expert().trajectory("t");

    /** Makes something with one setting of the value that is given. */
    private interface Maker {
        Object make(double value);
    }

    static Stream<Arguments> positive() {
        Map<String, Maker> makers = new TreeMap<>();
        makers.put("topr cap", PolicyLoss.Topr::new);
        makers.put("sapo positive", value -> new PolicyLoss.Sapo(value, 1));
        makers.put("sapo negative", value -> new PolicyLoss.Sapo(1, value));
        makers.put("gmpo low", value -> new PolicyLoss.Gmpo(value, 1));
        makers.put("gmpo high", value -> new PolicyLoss.Gmpo(1, value));
        makers.put("regression tau", PolicyLoss.Regression::new);
        makers.put("clip high", value -> new PolicyLoss.Clip(0.2, value));
        makers.put("cispo high", value -> new PolicyLoss.Cispo(1, value));
        makers.put("two-level weight", value -> new Baseline.TwoLevel(value, true));
        makers.put("critic clip", Baseline.Critic::new);
        makers.put("value clip", ValueLoss::new);
        makers.put("truncated cap", value -> new ImportanceWeight.Truncated(Grain.TOKEN, value));
        makers.put("decoupled cap", value -> new ImportanceWeight.Decoupled(Grain.TOKEN, value));
        makers.put("correction cap", value -> new Correction.Weight(Grain.TOKEN, value));
        makers.put("filter high", value -> new Correction.Filter(Grain.TOKEN, 0, value));
        makers.put("reward penalty", value -> new RewardPenalty(KlEstimator.K1, value));
        makers.put("adaptive target", value -> new RewardPenalty.Adaptive(value, 1));
        makers.put("adaptive horizon", value -> new RewardPenalty.Adaptive(1, value));
        makers.put("loss penalty", value -> new LossPenalty(KlEstimator.K3, value));
        makers.put("overlong penalty", value -> new OverlongPenalty(2, 1, value));
        return arguments(makers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("positive")
    void isPositive(String name, Maker maker) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(0));
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(-1));
        assertThatCode(() -> maker.make(1e-9)).doesNotThrowAnyException();
    }

    static Stream<Arguments> shares() {
        Map<String, Maker> makers = new TreeMap<>();
        makers.put("token discount", ReturnEstimator.DiscountedTokens::new);
        makers.put("chunk discount", ReturnEstimator.DiscountedChunkReturn::new);
        makers.put("gae gamma", value -> new ReturnEstimator.Gae(value, 1));
        makers.put("gae lambda", value -> new ReturnEstimator.Gae(1, value));
        makers.put("cispo low", value -> new PolicyLoss.Cispo(value, 1));
        return arguments(makers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shares")
    void isAboveZeroAndAtMostOne(String name, Maker maker) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(0));
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(1 + 1e-9));
        assertThatCode(() -> maker.make(1)).doesNotThrowAnyException();
        assertThatCode(() -> maker.make(1e-9)).doesNotThrowAnyException();
    }

    static Stream<Arguments> notNegative() {
        Map<String, Maker> makers = new TreeMap<>();
        makers.put("entropy", Terms.NONE::withEntropy);
        makers.put("advantage clip", Terms.NONE::withAdvantageClip);
        makers.put("imitation", value -> new Mixture(value, 1));
        makers.put("reinforcement", value -> new Mixture(1, value));
        makers.put("filter low", value -> new Correction.Filter(Grain.TOKEN, value, 2));
        return arguments(makers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notNegative")
    void isNotNegative(String name, Maker maker) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(-1e-9));
        assertThatCode(() -> maker.make(0)).doesNotThrowAnyException();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("dual", (Maker) value -> new PolicyLoss.Clip(0.2, 0.2, value), 1.0, 1.001),
                Arguments.of("clip low", (Maker) value -> new PolicyLoss.Clip(value, 0.2), 1.0, 0.999),
                Arguments.of("filter order", (Maker) value -> new Correction.Filter(Grain.TOKEN, value, 2), 2.0, 1.999),
                Arguments.of("pass rate", (Maker) value -> new GroupFilter.PassRate(value, 0.5), 0.5, 0.499),
                Arguments.of("buffer above limit", (Maker) value -> new OverlongPenalty(3, (int) value, 1), 4.0, 3.0),
                Arguments.of("no buffer", (Maker) value -> new OverlongPenalty(3, (int) value, 1), 0.0, 1.0),
                Arguments.of("no room", (Maker) value -> new LossReduction.Constant((int) value), 0.0, 1.0),
                Arguments.of("no fork", (Maker) value -> new ExpertPrefix(EXPERT, (int) value), 0.0, 1.0),
                Arguments.of(
                        "fork beyond the end",
                        (Maker) value -> new ExpertPrefix(EXPERT, (int) value),
                        EXPERT.chunks().size() + 1.0,
                        (double) EXPERT.chunks().size()),
                Arguments.of(
                        "expert without success",
                        (Maker) value -> new ExpertPrefix(EXPERT.withScore(Score.of(value)), 1),
                        0.0,
                        1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void staysWithinItsBounds(String name, Maker maker, double refused, double taken) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.make(refused));
        assertThatCode(() -> maker.make(taken)).doesNotThrowAnyException();
    }

    private static Stream<Arguments> arguments(Map<String, Maker> makers) {
        return makers.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }
}
