package dev.lathe.shop.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
        double[] first = new double[400];
        double[] second = new double[400];
        Arrays.fill(first, 0, 300, 1);
        Arrays.fill(second, 0, 200, 1);
        PairedBootstrap interval = PairedBootstrap.of(first, second, 0.95, 3);
        assertThat(interval.difference()).isCloseTo(0.25, within(1e-12));
        // The standard error is sqrt(0.25 * 0.75 / 400) = 0.0217.
        assertThat(interval.low()).isCloseTo(0.25 - 1.96 * 0.0217, within(0.006));
        assertThat(interval.high()).isCloseTo(0.25 + 1.96 * 0.0217, within(0.006));
        assertThat(PairedBootstrap.of(first, second, 0.95, 3)).isEqualTo(interval);
    }
}
