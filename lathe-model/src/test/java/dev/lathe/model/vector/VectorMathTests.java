package dev.lathe.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Random;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTests {
    @Test
    void raisesToPowers() {
        for (float x = -87; x < 87; x += 0.371f) {
            double expected = Math.exp(x);
            assertThat((double) exp(x)).isCloseTo(expected, within(2e-7 * expected));
        }
    }

    @Test
    void cutsPowersThatNoFloatHolds() {
        assertThat(exp(Float.NEGATIVE_INFINITY)).isEqualTo(exp(-87)).isLessThan(2e-38f);
        assertThat(exp(1000)).isEqualTo(exp(87)).isFinite();
    }

    private static float exp(float x) {
        return VectorMath.exp(FloatVector.broadcast(Memory.FLOATS, x)).lane(0);
    }

    @Test
    void gates() {
        for (float x = -100; x < 100; x += 0.37f) {
            double expected = x / (1 + Math.exp(-x));
            float actual =
                    VectorMath.silu(FloatVector.broadcast(Memory.FLOATS, x)).lane(0);
            assertThat((double) actual).isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-30));
        }
    }

    @Test
    void roundsAsTensorsDo() {
        Random random = new Random(1);
        float[] values = new float[512];
        for (int i = 0; i < values.length; i++) {
            // halves of the last place, too
            values[i] = i % 2 == 0 ? (float) random.nextGaussian() : Float.intBitsToFloat(0x3f808000 + (i << 16));
        }
        try (Scope _ = Scope.open()) {
            float[] expected =
                    Tensor.of(values, values.length).to(DType.BFLOAT16).toFloats();
            float[] one = new float[values.length];
            IntStream.range(0, values.length).forEach(i -> one[i] = Brain.toFloat(Brain.of(values[i])));
            assertThat(one).isEqualTo(expected);
            float[] many = new float[values.length];
            for (int i = 0; i < values.length; i += Memory.LANES) {
                FloatVector vector = FloatVector.fromArray(Memory.FLOATS, values, i);
                Brain.high(vector).reinterpretAsFloats().intoArray(many, i);
                assertThat(Brain.low(vector).lane(3)).isEqualTo(Brain.of(values[i + 3]) & 0xffff);
            }
            assertThat(many).isEqualTo(expected);
        }
    }
}
