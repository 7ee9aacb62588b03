package dev.lathe.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Baseline;
import dev.lathe.algorithm.Deviation;
import dev.lathe.algorithm.KlEstimator;
import dev.lathe.algorithm.LossPenalty;
import dev.lathe.algorithm.PolicyLoss;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlgorithmRecipeTests {
    private static final int TOKENS = 64;

    @TempDir
    Path folder;

    static List<String> names() {
        return Algorithms.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameAloneIsTheNamedAlgorithm(String name) throws IOException {
        assertThat(read(name).algorithm(TOKENS)).isEqualTo(Algorithms.named(name, TOKENS));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsShownReadsBackAsTheSameAlgorithm(String name) throws IOException {
        Algorithm named = Algorithms.named(name, TOKENS);
        String shown = Recipes.write(AlgorithmRecipe.of(name, named));
        assertThat(read("\n" + shown.indent(2)).algorithm(TOKENS)).isEqualTo(named);
    }

    @Test
    void singleChoicesAreOverridden() throws IOException {
        Algorithm found =
                read("{kind: grpo, clip_high: 0.28, baseline: {kind: group, deviation: batch}, loss_kl: {coefficient: 0.05}}")
                        .algorithm(TOKENS);
        assertThat(found.loss()).isEqualTo(new PolicyLoss.Clip(0.2, 0.28));
        assertThat(found.baseline()).isEqualTo(new Baseline.Group(Deviation.BATCH));
        assertThat(found.terms().lossKl()).isEqualTo(new LossPenalty(KlEstimator.K3, 0.05));
        assertThat(found.reduction()).isEqualTo(Algorithms.named("grpo", TOKENS).reduction());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: topr, clip_high: 0.3} | the loss of topr has no clip; leave them out, or use loss: clip",
                "{kind: grpo, weight: none} | without one every ratio is 1; use weight: token, or loss: vanilla",
                "{kind: grpo, returns: gae} | there is no critic; add baseline: critic, or use returns: tokens",
                "{kind: grpo, loss_kl: {estimator: full}} | the loss takes k1, k2 or k3",
                "{kind: grpo, loss: {kind: clip, low: 2}} | loss.low: must be a number above 0 and of at most 0.999",
                "gropo | kind: must be one of cispo, dapo"
            })
    void whatMakesNoAlgorithmIsRefusedInOneLine(String yaml, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(yaml))
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    private AlgorithmRecipe read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("algorithm.yaml"), "algorithm: " + yaml + "\n");
        return Recipes.load(file, Holder.class, List.of()).algorithm();
    }

    /** A recipe of nothing else. */
    @Doc("A recipe of nothing else.")
    record Holder(@Doc("The algorithm.") AlgorithmRecipe algorithm) {}
}
