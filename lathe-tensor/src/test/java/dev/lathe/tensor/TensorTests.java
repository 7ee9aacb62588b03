package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTests extends Scoped {
    @Test
    void givesBackWhatItWasMadeOf() {
        assertThat(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Tensor.of(new long[] {7, -1}, 2).toLongs()).containsExactly(7, -1);
        assertThat(Tensor.of(new int[] {7, -1}, 2).toInts()).containsExactly(7, -1);
        assertThat(Tensor.of(new boolean[] {true, false}, 2).toLongs()).containsExactly(1, 0);
        assertThat(Tensor.of(new double[] {0.1}).item()).isEqualTo(0.1);
    }

    @Test
    void tellsItsShape() {
        Tensor tensor = Tensor.zeros(DType.BFLOAT16, 2, 3, 4);
        assertThat(tensor.shape()).containsExactly(2, 3, 4);
        assertThat(tensor.size(-1)).isEqualTo(4);
        assertThat(tensor.dim()).isEqualTo(3);
        assertThat(tensor.numel()).isEqualTo(24);
        assertThat(tensor.dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(tensor.device()).isEqualTo(Device.cpu());
        assertThat(Tensor.scalar(DType.FLOAT32, 2).shape()).isEmpty();
    }

    @Test
    void makesEveryTypeAndConverts() {
        for (DType type : DType.values()) {
            Tensor tensor = Tensor.ones(type, 3);
            assertThat(tensor.dtype()).isEqualTo(type);
            assertThat(tensor.toFloats()).containsExactly(1, 1, 1);
            assertThat(tensor.memory().byteSize()).isEqualTo(3L * type.bytes());
        }
    }

    @Test
    void roundTripsBfloat16Bits() {
        float[] exact = {1, -2.5f, 0.15625f, 1e30f, Float.NEGATIVE_INFINITY};
        MemorySegment bits = MemorySegment.ofArray(new short[exact.length]);
        for (int i = 0; i < exact.length; i++) {
            bits.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i, (short) (Float.floatToRawIntBits(exact[i]) >>> 16));
        }
        Tensor tensor = Tensor.fromMemory(bits, DType.BFLOAT16, exact.length);
        assertThat(tensor.toFloats()[1]).isEqualTo(-2.5f);
        assertThat(tensor.memory().mismatch(bits)).isEqualTo(-1);
        assertThat(Tensor.of(tensor.toFloats(), exact.length)
                        .to(DType.BFLOAT16)
                        .memory()
                        .mismatch(bits))
                .isEqualTo(-1);
    }

    @Test
    void looksAtMemoryInPlace() {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, 4);
        tensor.memory().setAtIndex(ValueLayout.JAVA_FLOAT, 2, 5);
        assertThat(tensor.toFloats()).containsExactly(0, 0, 5, 0);
        assertThatThrownBy(
                        () -> Tensor.zeros(DType.FLOAT32, 2, 3).transpose(0, 1).memory())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contiguous");
    }

    @Test
    void copiesMemory() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3);
            Tensor copied = Tensor.fromMemory(memory, DType.FLOAT32, 3);
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, 0, 9);
            assertThat(copied.toFloats()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void refusesMemoryOfAnotherSize() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [2, 3] of FLOAT32 needs 24 bytes, not 20");
    }

    @Test
    void keepsIntegersWholeUnderWholeNumbers() {
        Tensor three = Tensor.of(new long[] {3}, 1);
        assertThat(three.mul(2).dtype()).isEqualTo(DType.INT64);
        assertThat(three.mul(2.5).item()).isEqualTo(7.5);
        assertThat(Tensor.scalar(DType.FLOAT32, 3).mul(2).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void joinsAndCuts() {
        Tensor rows = Tensor.arange(DType.FLOAT32, 6).reshape(2, 3);
        assertThat(Tensor.cat(List.of(rows, rows), 1).shape()).containsExactly(2, 6);
        assertThat(Tensor.stack(List.of(rows, rows), 0).shape()).containsExactly(2, 2, 3);
        assertThat(rows.split(new long[] {1, 2}, 1).get(1).toFloats()).containsExactly(1, 2, 4, 5);
        assertThat(rows.chunk(2, 0).get(1).toFloats()).containsExactly(3, 4, 5);
        assertThat(rows.slice(1, 0, 3, 2).toFloats()).containsExactly(0, 2, 3, 5);
        assertThat(rows.select(0, 1).narrow(0, 1, 2).toFloats()).containsExactly(4, 5);
        assertThat(rows.transpose(1, 0).contiguous().toFloats()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void findsAndOrders() {
        Tensor values = Tensor.of(new float[] {3, 1, 2, 9, 7, 8}, 2, 3);
        assertThat(values.argmax(1).toLongs()).containsExactly(0, 0);
        assertThat(values.max(1, false).toFloats()).containsExactly(3, 9);
        Ranked best = values.topk(2, -1);
        assertThat(best.values().toFloats()).containsExactly(3, 2, 9, 8);
        assertThat(best.indices().toLongs()).containsExactly(0, 2, 0, 2);
        assertThat(values.sort(1, false).indices().toLongs()).containsExactly(1, 2, 0, 1, 2, 0);
        assertThat(values.cumsum(1).toFloats()).containsExactly(3, 4, 6, 9, 16, 24);
        assertThat(values.logsumexp(1, true).toFloats()[0]).isCloseTo(3.4076f, within(1e-4f));
    }

    @Test
    void picksAndPutsByPosition() {
        Tensor table = Tensor.arange(DType.FLOAT32, 6).reshape(3, 2);
        Tensor positions = Tensor.of(new long[] {2, 0}, 2);
        assertThat(table.indexSelect(0, positions).toFloats()).containsExactly(4, 5, 0, 1);
        assertThat(table.embedding(positions).toFloats()).containsExactly(4, 5, 0, 1);
        assertThat(table.gather(1, Tensor.of(new long[] {1, 0, 1}, 3, 1)).toFloats())
                .containsExactly(1, 2, 5);
        table.indexCopy_(0, positions, Tensor.of(new float[] {-1, 5, 0, -2}, 2, 2));
        assertThat(table.toFloats()).containsExactly(0, -2, 2, 3, -1, 5);
        Tensor negative = table.lt(0);
        assertThat(table.maskedFill(negative, 7).toFloats()).containsExactly(0, 7, 2, 3, 7, 5);
        assertThat(table.neg().where(negative, table).toFloats()).containsExactly(0, 2, 2, 3, 1, 5);
        assertThat(negative.logicalNot().all()).isFalse();
        assertThat(negative.any()).isTrue();
    }

    @Test
    void limits() {
        Tensor values = Tensor.of(new float[] {-5, 0.5f, 5}, 3);
        assertThat(values.clamp(-1, 1).toFloats()).containsExactly(-1, 0.5f, 1);
        assertThat(values.clamp(Double.NEGATIVE_INFINITY, 1).toFloats()).containsExactly(-5, 0.5f, 1);
    }

    @Test
    void refusesToWorkWhenClosed() {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, 1);
        tensor.close();
        tensor.close();
        assertThat(tensor.isClosed()).isTrue();
        assertThatThrownBy(tensor::exp)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
