package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamWTests extends Scoped {
    private static final AdamW.Settings SETTINGS = new AdamW.Settings(0.9, 0.95, 1e-8);

    private final Generator generator = Generator.seeded(11);

    @Test
    void agreesWithPlainArithmetic() {
        Tensor first = random(3, 4);
        Tensor second = random(5);
        double[][] expected = {first.toDoubles(), second.toDoubles()};
        double[][] mean = {new double[12], new double[5]};
        double[][] square = {new double[12], new double[5]};
        double[] factors = {1, 0.5};
        double[] decays = {0.1, 0};
        try (AdamW optimizer = new AdamW(
                SETTINGS,
                List.of(
                        new ParameterGroup(List.of(new NamedTensor("first", first)), factors[0], decays[0]),
                        new ParameterGroup(List.of(new NamedTensor("second", second)), factors[1], decays[1])))) {
            for (int step = 1; step <= 6; step++) {
                List<Tensor> gradients = List.of(random(3, 4), random(5));
                double rate = 0.02 / step;
                optimizer.step(rate, gradients);
                for (int i = 0; i < 2; i++) {
                    plainStep(
                            expected[i],
                            mean[i],
                            square[i],
                            gradients.get(i).toDoubles(),
                            step,
                            rate * factors[i],
                            decays[i]);
                }
            }
        }
        assertThat(first.toDoubles()).containsExactly(expected[0], within(1e-9));
        assertThat(second.toDoubles()).containsExactly(expected[1], within(1e-9));
    }

    private static void plainStep(double[] p, double[] m, double[] v, double[] g, int step, double rate, double decay) {
        for (int i = 0; i < p.length; i++) {
            p[i] -= rate * decay * p[i];
            m[i] = SETTINGS.beta1() * m[i] + (1 - SETTINGS.beta1()) * g[i];
            v[i] = SETTINGS.beta2() * v[i] + (1 - SETTINGS.beta2()) * g[i] * g[i];
            double mean = m[i] / (1 - Math.pow(SETTINGS.beta1(), step));
            double square = v[i] / (1 - Math.pow(SETTINGS.beta2(), step));
            p[i] -= rate * mean / (Math.sqrt(square) + SETTINGS.epsilon());
        }
    }

    @Test
    void takesGradientsFromLeaves() {
        Tensor leaf = Tensor.scalar(DType.FLOAT32, 2).requiresGrad_(true);
        try (AdamW optimizer = adamW(leaf)) {
            assertThatThrownBy(() -> optimizer.step(0.1)).hasMessage("parameter p has no gradient");
            leaf.square().backward();
            optimizer.step(0.1);
            assertThat(leaf.item()).isCloseTo(1.9, within(1e-6));
            optimizer.clearGradients();
            assertThat(leaf.grad()).isNull();
            assertThatThrownBy(() -> optimizer.step(0.1, List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void addsUpSmallStepsOfShortParameters() {
        Tensor parameter = Tensor.ones(DType.BFLOAT16, 1);
        try (AdamW optimizer = adamW(parameter)) {
            for (int i = 0; i < 100; i++) {
                optimizer.step(1e-4, List.of(Tensor.ones(DType.BFLOAT16, 1)));
            }
        }
        assertThat(parameter.item()).isCloseTo(0.99, within(0.004));
        assertThat(parameter.item()).isLessThan(1);
    }

    @Test
    void goesOnFromASavedState() {
        Tensor straight = random(4);
        Tensor resumed = straight.copy();
        List<Tensor> gradients = List.of(random(4), random(4), random(4));
        List<NamedTensor> saved;
        try (AdamW optimizer = adamW(straight);
                AdamW before = adamW(resumed)) {
            gradients.forEach(gradient -> optimizer.step(0.1, List.of(gradient)));
            before.step(0.1, List.of(gradients.get(0)));
            saved = before.state().stream()
                    .map(part -> new NamedTensor(part.name(), part.tensor().copy()))
                    .toList();
        }
        assertThat(saved.stream().map(NamedTensor::name)).containsExactly("adamw.steps", "p.mean", "p.square");
        try (AdamW after = adamW(resumed)) {
            after.load(saved);
            after.step(0.1, List.of(gradients.get(1)));
            after.step(0.1, List.of(gradients.get(2)));
        }
        assertThat(resumed.hasSameElements(straight)).isTrue();
        try (AdamW other = adamW(random(5))) {
            assertThatThrownBy(() -> other.load(saved))
                    .isInstanceOf(UserError.class)
                    .hasMessage("the optimiser state has p.mean with shape [4]; this model needs [5]");
            assertThatThrownBy(() -> other.load(saved.subList(0, 1)))
                    .isInstanceOf(UserError.class)
                    .hasMessage("the optimiser state has no p.mean");
        }
    }

    private static AdamW adamW(Tensor parameter) {
        return new AdamW(
                AdamW.Settings.usual(), List.of(new ParameterGroup(List.of(new NamedTensor("p", parameter)), 1, 0)));
    }

    private Tensor random(long... shape) {
        return Tensor.empty(DType.FLOAT64, shape).normal_(0, 1, generator);
    }
}
