package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class TorchExceptionTests {
    @Test
    void namesTheOperatorOfADirectMethod() {
        try (Scope scope = Scope.open()) {
            Tensor two = Tensor.zeros(DType.FLOAT32, 2);
            Tensor three = Tensor.zeros(DType.FLOAT32, 3);
            TorchException error = catchThrowableOfType(TorchException.class, () -> two.add(three));
            assertThat(error.operator()).isEqualTo("add");
            assertThat(error.getMessage())
                    .startsWith("add: The size of tensor a (2) must match")
                    .doesNotContain("\n");
            assertThatThrownBy(() -> two.add_(three)).hasMessageStartingWith("add_: ");
            assertThatThrownBy(() -> two.view(5)).hasMessageStartingWith("view: ");
            assertThatThrownBy(() -> Tensor.cat(List.of(two, Tensor.zeros(DType.FLOAT32, 2, 2)), 0))
                    .hasMessageStartingWith("cat: ");
            assertThatThrownBy(() -> two.matmul(three)).hasMessageStartingWith("matmul: ");
            assertThatThrownBy(two::backward).hasMessageStartingWith("backward: ");
            assertThatThrownBy(two::item).hasMessageStartingWith("item: ");
            assertThatThrownBy(() -> two.sort(4, true)).hasMessageStartingWith("sort: ");
            assertThatThrownBy(() -> two.size(3)).hasMessageStartingWith("size: ");
            assertThat(scope.size()).isEqualTo(3);
        }
    }

    @Test
    void namesTheOperatorOfADispatchedCall() {
        try (Scope scope = Scope.open()) {
            Tensor two = Tensor.zeros(DType.FLOAT32, 2);
            Tensor three = Tensor.zeros(DType.FLOAT32, 3);
            assertThatThrownBy(() -> Operators.call("aten::mul", "Tensor", two, three))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("aten::mul.Tensor: The size of tensor a (2)");
            assertThatThrownBy(() -> Operators.call("aten::no_such_thing", ""))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("aten::no_such_thing: ");
            assertThat(scope.size()).isEqualTo(2);
        }
    }
}
