package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lathe.core.UserError;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AlgorithmsTests {
    @Test
    void listsEveryNameInTheErrorForAnother() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Algorithms.named("grop", 8))
                .withMessage("unknown algorithm 'grop'; there are " + String.join(", ", Algorithms.names()));
    }

    @Test
    void givesEachNameAnAlgorithmOfItsOwn() {
        var distinct = new HashSet<Algorithm>();
        for (String name : Algorithms.names()) {
            distinct.add(Algorithms.named(name, 8));
        }
        assertThat(distinct).hasSameSizeAs(Algorithms.names());
        assertThat(Algorithms.names()).isSorted().contains("grpo", "dr-grpo", "rloo", "ppo-clip");
    }

    @Test
    void refusesToClipARatioThatIsAlwaysOne() {
        Algorithm grpo = Algorithms.named("grpo", 8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Algorithm(
                        grpo.returns(), grpo.baseline(), new ImportanceWeight.None(), grpo.loss(), grpo.reduction()))
                .withMessageContaining("importance weight");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyLoss.Clip(0, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyLoss.Clip(1, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyLoss.Clip(0.2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnEstimator.DiscountedChunkReturn(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnEstimator.DiscountedChunkReturn(1.01));
    }
}
