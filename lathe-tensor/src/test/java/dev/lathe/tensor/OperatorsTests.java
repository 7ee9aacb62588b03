package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorsTests extends Scoped {
    @Test
    void passesTensorsAndFillsInDefaults() {
        Tensor one = Tensor.ones(DType.FLOAT32, 2);
        assertThat(Operators.call("aten::add", "Tensor", one, one).getFirst().toFloats())
                .containsExactly(2, 2);
        assertThat(Operators.call("aten::add", "Tensor", one, one, 3).getFirst().toFloats())
                .containsExactly(4, 4);
    }

    @Test
    void passesListsTypesNumbersAndAbsence() {
        Tensor values = Tensor.arange(DType.FLOAT32, 6);
        assertThat(Operators.call("aten::view", "", values, new long[] {2, 3})
                        .getFirst()
                        .shape())
                .containsExactly(2, 3);
        assertThat(Operators.call("aten::sum", "dim_IntList", values.view(2, 3), new long[] {1}, false, DType.FLOAT64)
                        .getFirst()
                        .toDoubles())
                .containsExactly(3, 12);
        assertThat(Operators.call("aten::sum", "dim_IntList", values, null)
                        .getFirst()
                        .item())
                .isEqualTo(15);
        assertThat(Operators.call("aten::cat", "", List.of(values, values), 0)
                        .getFirst()
                        .numel())
                .isEqualTo(12);
        assertThat(Operators.call("aten::leaky_relu", "", values.neg(), 0.5)
                        .getFirst()
                        .toFloats()[2])
                .isEqualTo(-1);
        assertThat(Operators.call("aten::gelu", "", values, "tanh").getFirst().numel())
                .isEqualTo(6);
        assertThat(Operators.call("aten::rms_norm", "", values, new long[] {6}, null, 1)
                        .getFirst()
                        .numel())
                .isEqualTo(6);
        assertThat(Operators.call("aten::zeros", "", new long[] {2}, DType.INT32, null, Device.cpu(), false)
                        .getFirst()
                        .toInts())
                .containsExactly(0, 0);
    }

    @Test
    void returnsSeveralTensors() {
        List<Tensor> parts = Operators.call("aten::split", "Tensor", Tensor.arange(DType.FLOAT32, 5), 2);
        assertThat(parts).hasSize(3);
        assertThat(parts.get(2).toFloats()).containsExactly(4);
        assertThat(Operators.call("aten::topk", "", Tensor.arange(DType.FLOAT32, 5), 2)
                        .getLast()
                        .toLongs())
                .containsExactly(4, 3);
    }

    @Test
    void passesOptionalTensorsInAList() {
        Tensor table = Tensor.arange(DType.FLOAT32, 6).view(2, 3);
        List<Tensor> picked =
                Operators.call("aten::index", "Tensor", table, Arrays.asList(null, Tensor.of(new long[] {2, 0}, 2)));
        assertThat(picked.getFirst().toFloats()).containsExactly(2, 0, 5, 3);
    }

    @Test
    void keepsResultsAliveAfterManyCalls() {
        Tensor sum = Tensor.zeros(DType.FLOAT32, 8);
        for (int i = 0; i < 2000; i++) {
            Tensor next = Operators.call("aten::add", "Scalar", sum, 1).getFirst();
            sum.close();
            sum = next;
        }
        assertThat(sum.toFloats()).containsOnly(2000);
    }

    @Test
    void saysWhichArgumentDoesNotFit() {
        Tensor one = Tensor.ones(DType.FLOAT32, 2);
        assertThatThrownBy(() -> Operators.call("aten::add", "Tensor", one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aten::add.Tensor needs argument other");
        assertThatThrownBy(() -> Operators.call("aten::add", "Tensor", one, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aten::add.Tensor, argument other: null is no Tensor");
        assertThatThrownBy(() -> Operators.call("aten::neg", "", one, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aten::neg takes 1 arguments, not 2");
        assertThatThrownBy(() -> Operators.call("aten::neg", "", new StringBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a StringBuilder is no Tensor");
        assertThatThrownBy(() -> Operators.call("aten::neg", "", List.of(one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a list is no Tensor");
    }
}
