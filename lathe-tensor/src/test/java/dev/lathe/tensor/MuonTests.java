package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTests extends Scoped {
    private final Generator generator = Generator.seeded(5);

    private Tensor random(long... shape) {
        return Tensor.empty(DType.FLOAT64, shape).normal_(0, 1, generator);
    }

    @ParameterizedTest
    @CsvSource({"24,24", "64,16", "16,64"})
    void bringsSingularValuesNearOne(long rows, long columns) {
        Tensor direction = Orthogonalization.of(random(3, rows, columns));
        assertThat(direction.shape()).containsExactly(3, rows, columns);
        double[] singular =
                Operators.call("aten::linalg_svdvals", "", direction).getFirst().toDoubles();
        for (double value : singular) {
            // The smallest singular values of a random square matrix are too small to be lifted all the way in five
            // steps.
            assertThat(value).isBetween(rows == columns ? 0.05 : 0.6, 1.25);
        }
        assertThat(Arrays.stream(singular).average().orElseThrow()).isBetween(0.8, 1.1);
    }

    @ParameterizedTest
    @CsvSource({"4,3", "3,4"})
    void agreesWithPlainArithmetic(int rows, int columns) {
        Tensor first = random(rows, columns);
        Tensor second = random(rows, columns);
        PlainMuon plainFirst = new PlainMuon(first.toDoubles(), rows, columns);
        PlainMuon plainSecond = new PlainMuon(second.toDoubles(), rows, columns);
        ParameterGroup group = new ParameterGroup(
                List.of(new NamedTensor("first", first), new NamedTensor("second", second)), 0.5, 0.1);
        try (Muon optimizer = new Muon(0.95, List.of(group))) {
            for (int step = 0; step < 4; step++) {
                List<Tensor> gradients = List.of(random(rows, columns), random(rows, columns));
                optimizer.step(0.04, gradients);
                plainFirst.step(gradients.get(0).toDoubles(), 0.02, 0.95, 0.1);
                plainSecond.step(gradients.get(1).toDoubles(), 0.02, 0.95, 0.1);
            }
            assertThat(optimizer.state().stream().map(NamedTensor::name))
                    .containsExactly("first.momentum", "second.momentum");
        }
        assertThat(first.toDoubles()).containsExactly(plainFirst.parameter(), within(1e-9));
        assertThat(second.toDoubles()).containsExactly(plainSecond.parameter(), within(1e-9));
    }

    @Test
    void goesOnFromASavedStateBesideAdamW() {
        Tensor matrix = random(3, 3);
        Tensor vector = random(3);
        Tensor sameMatrix = matrix.copy();
        Tensor sameVector = vector.copy();
        List<List<Tensor>> gradients = List.of(List.of(random(3, 3), random(3)), List.of(random(3, 3), random(3)));
        List<NamedTensor> saved;
        try (Combined straight = combined(matrix, vector);
                Combined before = combined(sameMatrix, sameVector)) {
            gradients.forEach(gradient -> straight.step(0.1, gradient));
            before.step(0.1, gradients.get(0));
            saved = before.state().stream()
                    .map(part -> new NamedTensor(part.name(), part.tensor().copy()))
                    .toList();
        }
        try (Combined after = combined(sameMatrix, sameVector)) {
            after.load(saved);
            after.step(0.1, gradients.get(1));
        }
        assertThat(sameMatrix.hasSameElements(matrix)).isTrue();
        assertThat(sameVector.hasSameElements(vector)).isTrue();
    }

    @Test
    void isForMatrices() {
        assertThatThrownBy(() -> muon(random(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Muon is for matrices; m has shape [3]");
    }

    @Test
    void changesShortParametersByTheirMasters() {
        Tensor matrix = Tensor.ones(DType.BFLOAT16, 2, 2);
        try (Muon optimizer = muon(matrix)) {
            for (int i = 0; i < 100; i++) {
                optimizer.step(
                        1e-4, List.of(Tensor.of(new float[] {1, 0, 0, 1}, 2, 2).to(DType.BFLOAT16)));
            }
            assertThat(optimizer.state().getFirst().name()).isEqualTo("m.master");
        }
        assertThat(matrix.toFloats()[0]).isLessThan(1);
        assertThat(matrix.toFloats()[1]).isEqualTo(1);
    }

    private static Combined combined(Tensor matrix, Tensor vector) {
        ParameterGroup vectors = new ParameterGroup(List.of(new NamedTensor("v", vector)), 1, 0);
        return new Combined(List.of(muon(matrix), new AdamW(AdamW.Settings.usual(), List.of(vectors))));
    }

    private static Muon muon(Tensor matrix) {
        return new Muon(0.95, List.of(new ParameterGroup(List.of(new NamedTensor("m", matrix)), 1, 0)));
    }
}
