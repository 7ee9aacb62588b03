package dev.lathe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTests {
    /** Expected values by SciPy: {@code binomtest(s, n).proportion_ci(c, method='wilson')}. */
    @ParameterizedTest
    @CsvSource({
        "0, 500, 0.95, 0.0, 0.007624340461552241",
        "1, 10, 0.95, 0.017876213095072896, 0.4041500267952385",
        "35, 50, 0.95, 0.562496495355466, 0.8089644649911906",
        "370, 500, 0.95, 0.6998260397638378, 0.7765142768146172",
        "370, 500, 0.99, 0.686562311371329, 0.7871516029487139",
        "500, 500, 0.95, 0.9923756595384479, 1.0",
        "3, 7, 0.5, 0.3106034777497514, 0.5552572159915451",
        "12345, 20000, 0.95, 0.6104917957360658, 0.6239631718087777",
    })
    void agreesWithSciPy(long successes, long trials, double confidence, double low, double high) {
        var interval = WilsonInterval.of(successes, trials, confidence);
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
        assertThat(interval.rate()).isEqualTo(successes / (double) trials);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.95", "-1, 5, 0.95", "6, 5, 0.95", "1, 5, 0", "1, 5, 1"})
    void refusesWhatIsNoProportion(long successes, long trials, double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(successes, trials, confidence));
    }
}
