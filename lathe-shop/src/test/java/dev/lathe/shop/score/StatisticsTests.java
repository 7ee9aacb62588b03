package dev.lathe.shop.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.shop.score.SuccessBootstrap.Bounded;
import dev.lathe.shop.score.SuccessBootstrap.Results;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTests {
    @Test
    void passHatIsTheShareOfDrawsThatAllSucceed() {
        List<boolean[]> trials =
                List.of(new boolean[] {true, true, false, false}, new boolean[] {true, true, true, true});
        assertThat(PassHat.of(trials, 1)).isCloseTo(0.75, within(1e-12));
        assertThat(PassHat.of(trials, 2)).isCloseTo((1.0 / 6 + 1) / 2, within(1e-12));
        assertThat(PassHat.of(trials, 3)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> PassHat.of(trials, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The values are those of scipy.stats.binomtest(k, n).pvalue. */
    @Test
    void mcNemarIsTheExactBinomialTest() {
        assertThat(mcNemar(1, 9)).isCloseTo(0.021484375, within(1e-12));
        assertThat(mcNemar(5, 5)).isEqualTo(1);
        assertThat(mcNemar(0, 0)).isEqualTo(1);
        assertThat(mcNemar(0, 2000)).isLessThan(1e-300);
    }

    private static double mcNemar(int onlyFirst, int onlySecond) {
        boolean[] first = new boolean[onlyFirst + onlySecond + 3];
        boolean[] second = new boolean[first.length];
        Arrays.fill(first, 0, onlyFirst, true);
        Arrays.fill(second, onlyFirst, onlyFirst + onlySecond, true);
        return McNemar.of(first, second).probability();
    }

    @Test
    void theBootstrapCoversTheDifferenceAndIsRepeatable() {
        var results = new Results(List.of(right(300)), List.of(right(200)), true);
        SuccessBootstrap bounds = SuccessBootstrap.of(results, 0.95, 3);
        assertThat(bounds.difference().value()).isCloseTo(0.25, within(1e-12));
        // The standard error is sqrt(0.25 * 0.75 / 400) = 0.0217.
        assertThat(bounds.difference().low()).isCloseTo(0.25 - 1.96 * 0.0217, within(0.006));
        assertThat(bounds.difference().high()).isCloseTo(0.25 + 1.96 * 0.0217, within(0.006));
        assertThat(bounds.failures().value()).isCloseTo(0.5, within(1e-12));
        assertThat(bounds.failures().low()).isBetween(0.4, 0.5);
        assertThat(bounds.failures().high()).isBetween(0.5, 0.6);
        assertThat(SuccessBootstrap.of(results, 0.95, 3)).isEqualTo(bounds);
    }

    @Test
    void tasksOfTheirOwnTellLessThanTheSameTasks() {
        var own = new Results(List.of(right(300)), List.of(right(200)), false);
        Bounded difference = SuccessBootstrap.of(own, 0.95, 3).difference();
        // The standard error is sqrt((0.75 * 0.25 + 0.5 * 0.5) / 400) = 0.0331.
        assertThat(difference.low()).isCloseTo(0.25 - 1.96 * 0.0331, within(0.008));
        assertThat(difference.high()).isCloseTo(0.25 + 1.96 * 0.0331, within(0.008));
    }

    @Test
    void seedsThatDisagreeWidenTheInterval() {
        var agree = new Results(List.of(right(300), right(300)), List.of(right(200), right(200)), true);
        var disagree = new Results(List.of(right(400), right(200)), List.of(right(200), right(200)), true);
        Bounded narrow = SuccessBootstrap.of(agree, 0.95, 3).difference();
        Bounded wide = SuccessBootstrap.of(disagree, 0.95, 3).difference();
        assertThat(wide.value()).isEqualTo(narrow.value());
        assertThat(narrow.low()).isPositive();
        assertThat(wide.low()).isLessThanOrEqualTo(0);
    }

    private static double[] right(int count) {
        double[] results = new double[400];
        Arrays.fill(results, 0, count, 1);
        return results;
    }

    @Test
    void seedsAndTasksMustFit() {
        assertThatThrownBy(() -> new Results(List.of(new double[2]), List.of(), true))
                .hasMessage("1 seeds beside 0");
        assertThatThrownBy(() -> new Results(List.of(new double[2]), List.of(new double[3]), true))
                .hasMessage("2 results beside 3");
    }
}
