package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LowRankUpdatesTests {
    private static final double SCALE = 2;

    /** Compares with thin matrices that differentiation itself gives gradients. */
    @Test
    void stepsTheThinMatricesAsDifferentiationDoes() {
        try (Scope scope = Scope.open();
                Generator generator = Generator.seeded(3)) {
            Tensor base = generator.normal(0, 1, 5, 7);
            Tensor inputs = generator.normal(0, 1, 4, 7);
            NamedTensor whole = new NamedTensor("w", base.copy());
            try (var updates = new LowRankUpdates(
                    List.of(whole),
                    List.of(LowRankUpdates.beginning(2, 7, generator)),
                    SCALE,
                    LowRankUpdatesTests::adamW)) {
                LowRankUpdates.Learned learned =
                        LowRankUpdates.learned(updates.state()).getFirst();
                Tensor a = learned.a().copy().requiresGrad_(true);
                Tensor b = learned.b().copy().requiresGrad_(true);
                try (AdamW other = adamW(List.of(new NamedTensor("a", a), new NamedTensor("b", b)))) {
                    for (int step = 0; step < 3; step++) {
                        Tensor sum = base.add(b.matmul(a).mul(SCALE));
                        loss(inputs, sum).backward();
                        GradientNorm.clip(List.of(gradient(a), gradient(b)), 0.5);
                        other.step(0.1);
                        other.clearGradients();
                        List<Tensor> thin = updates.condense(List.of(gradientOf(whole.tensor(), inputs)));
                        GradientNorm.clip(thin, 0.5);
                        updates.step(0.1, thin);
                    }
                }
                float[] expected =
                        base.add(b.detach().matmul(a.detach()).mul(SCALE)).toFloats();
                assertThat(whole.tensor().toFloats()).containsExactly(expected, within(1e-5f));
                assertThat(learned.b().toFloats()).containsExactly(b.detach().toFloats(), within(1e-5f));
            }
        }
    }

    @Test
    void namesTellWhichThinMatrixIsMeant() {
        try (Scope _ = Scope.open();
                Generator generator = Generator.seeded(3);
                var updates = new LowRankUpdates(
                        List.of(new NamedTensor("x.weight", Tensor.zeros(DType.FLOAT32, 5, 7))),
                        List.of(LowRankUpdates.beginning(2, 7, generator)),
                        SCALE,
                        LowRankUpdatesTests::adamW)) {
            assertThat(updates.stepped())
                    .extracting(thin -> Factor.of(thin.name()))
                    .containsExactly(new Factor("x.weight", 1), new Factor("x.weight", 0));
            assertThat(updates.state())
                    .filteredOn(part -> part.tensor().dim() == 2)
                    .extracting(part -> Factor.of(part.name()))
                    .containsExactly(
                            null,
                            new Factor("x.weight", 1),
                            new Factor("x.weight", 0),
                            new Factor("x.weight", 1),
                            new Factor("x.weight", 1),
                            new Factor("x.weight", 0),
                            new Factor("x.weight", 0));
            assertThat(updates.state())
                    .filteredOn(part -> part.tensor().dim() == 0)
                    .allSatisfy(part -> assertThat(Factor.of(part.name())).isNull());
        }
    }

    private static Tensor loss(Tensor inputs, Tensor weight) {
        return inputs.linear(weight, null).tanh().square().sum();
    }

    private static Tensor gradientOf(Tensor weight, Tensor inputs) {
        Tensor leaf = weight.copy().requiresGrad_(true);
        loss(inputs, leaf).backward();
        return gradient(leaf);
    }

    private static Tensor gradient(Tensor leaf) {
        Tensor gradient = leaf.grad();
        assertThat(gradient).isNotNull();
        return gradient;
    }

    private static AdamW adamW(List<NamedTensor> parameters) {
        return new AdamW(AdamW.Settings.usual(), List.of(new ParameterGroup(parameters, 1, 0)));
    }
}
