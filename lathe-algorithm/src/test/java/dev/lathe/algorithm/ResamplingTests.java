package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.algorithm.Resampling.Parallel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTests {
    private static final Parallel PARALLEL = new Parallel(1, 3, 0.25);

    @ParameterizedTest
    @CsvSource({"8, '[2, 4, 6]'", "4, '[1, 2, 3]'", "3, '[1, 2]'", "2, '[1]'", "1, '[]'", "100, '[25, 50, 75]'"})
    void placesLieEvenlyInsideOfAnExpertsEpisode(int chunks, String places) {
        assertThat(Arrays.toString(PARALLEL.places(chunks))).isEqualTo(places);
    }

    @Test
    void theCrucialChunkEndsWhereTheValueRisesMost() {
        assertThat(crucial(Map.of(0, 0.0, 2, 0.25, 4, 0.75, 6, 1.0))).isEqualTo(4);
        assertThat(crucial(Map.of(0, 0.5, 2, 0.0, 4, 0.125, 6, 1.0))).isEqualTo(6);
        assertThat(crucial(Map.of(0, 0.0, 6, 1.0))).isEqualTo(6);
    }

    @Test
    void ofTwoChunksThatMatterAlikeTheLaterIsCrucial() {
        assertThat(crucial(Map.of(0, 0.0, 2, 0.5, 4, 0.5, 6, 1.0))).isEqualTo(6);
    }

    @Test
    void noChunkIsCrucialToAPolicyThatSolvesTheTaskFromAnywhere() {
        assertThat(PARALLEL.crucial(new TreeMap<>(Map.of(0, 0.875, 2, 1.0, 4, 0.875, 6, 1.0))))
                .isEmpty();
        assertThat(crucial(Map.of(0, 0.75, 6, 1.0))).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"grpo", "ppo", "topr"})
    void anAlgorithmThatDoesNotImitateRefusesExperts(String name) {
        Algorithm algorithm = Algorithms.named(name, 64);
        Terms terms = algorithm.terms().withResampling(PARALLEL);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> algorithm.withTerms(terms))
                .withMessage(
                        "resampling: an expert is imitated beside loss: topr on returns: chunks, without critic or loss_kl; use kind: ipa");
    }

    private static int crucial(Map<Integer, Double> values) {
        return PARALLEL.crucial(new TreeMap<>(values)).orElseThrow();
    }
}
