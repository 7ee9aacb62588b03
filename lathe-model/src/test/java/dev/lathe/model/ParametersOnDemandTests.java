package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersOnDemandTests {
    private final List<Tensor> made = new ArrayList<>();
    private final ParametersOnDemand parameters = new ParametersOnDemand(Set.of("a", "b"), name -> {
        Tensor half = Tensor.full(DType.FLOAT32, name.length(), 2);
        made.add(half);
        return half.add(half);
    });

    @Test
    void makesNothingToTellWhatThereIs() {
        assertThat(parameters.keySet()).containsExactlyInAnyOrder("a", "b");
        assertThat(parameters.size()).isEqualTo(2);
        assertThat(parameters.containsKey("b")).isTrue();
        assertThat(parameters.get("c")).isNull();
        assertThat(made).isEmpty();
    }

    @Test
    void givesWhoeverAsksItsOwnAndReleasesTheRest() {
        try (Scope scope = Scope.open()) {
            Tensor asked = Objects.requireNonNull(parameters.get("a"));
            assertThat(asked.toFloats()).containsExactly(2, 2);
            assertThat(scope.size()).isEqualTo(1);
            assertThat(made).singleElement().matches(Tensor::isClosed);
            assertThat(parameters.get("a")).isNotSameAs(asked);
        }
    }
}
