package dev.lathe.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Uses operations as other modules do: their interfaces can't be seen from here, neither by calls nor by method references. */
class OutsidePackageTests {
    @Test
    void callsOperations() {
        try (Scope scope = Scope.open()) {
            Tensor two = Tensor.scalar(DType.FLOAT32, 2);
            UnaryOperator<Tensor> square = Tensor::square;
            BinaryOperator<Tensor> add = Tensor::add;
            assertThat(add.apply(square.apply(two), two.neg()).item()).isEqualTo(2);
            assertThat(List.of(two, two).stream()
                            .map(Tensor::exp)
                            .mapToDouble(Tensor::item)
                            .sum())
                    .isGreaterThan(14);
            Tensor quiet = Autograd.noGrad(() -> two.mul(3));
            assertThat(quiet.item()).isEqualTo(6);
            assertThat(scope.size()).isEqualTo(7);
        }
    }
}
