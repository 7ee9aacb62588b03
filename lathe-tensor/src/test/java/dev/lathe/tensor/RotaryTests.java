package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotaryTests extends Scoped {
    private static final double BASE = 10_000;
    private static final int WIDTH = 6;

    @ParameterizedTest
    @EnumSource
    void turnsEachPairByItsAngle(Rotary.Pairing pairing) {
        double[] vector = {0.3, -1.2, 0.8, 2.0, -0.5, 1.1};
        Rotary table = Rotary.table(pairing, 50, WIDTH, BASE);
        for (int position : new int[] {0, 1, 17, 49}) {
            double[] expected = turned(pairing, vector, position);
            Tensor row = Tensor.of(vector, 1, WIDTH).to(DType.FLOAT32);
            Rotary here = table.at(Tensor.of(new long[] {position}, 1));
            float[] actual = here.apply(row).toFloats();
            float[] same = table.range(position, 1).apply(row).toFloats();
            for (int i = 0; i < WIDTH; i++) {
                assertThat(actual[i]).isCloseTo((float) expected[i], within(1e-6f));
                assertThat(same[i]).isEqualTo(actual[i]);
            }
        }
    }

    private static double[] turned(Rotary.Pairing pairing, double[] vector, int position) {
        double[] turned = new double[WIDTH];
        for (int pair = 0; pair < WIDTH / 2; pair++) {
            int first = pairing == Rotary.Pairing.HALVES ? pair : 2 * pair;
            int second = pairing == Rotary.Pairing.HALVES ? pair + WIDTH / 2 : 2 * pair + 1;
            double angle = position * Math.pow(BASE, -2.0 * pair / WIDTH);
            turned[first] = vector[first] * Math.cos(angle) - vector[second] * Math.sin(angle);
            turned[second] = vector[second] * Math.cos(angle) + vector[first] * Math.sin(angle);
        }
        return turned;
    }
}
