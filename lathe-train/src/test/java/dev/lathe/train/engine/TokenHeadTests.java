package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.tensor.Generator;
import dev.lathe.tensor.GradientNorm;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenHeadTests {
    private static final int READ = 300;
    private static final int WIDTH = 4;

    /** The vocabulary is large enough that several slices are made. */
    @ParameterizedTest
    @CsvSource({
        "9000, 0, 1, false",
        "9000, 0, 1, true",
        "9001, 0.5, 1, true",
        "9000, 0, 0.6, false",
        "9000, 0, 1.5, true",
        "9001, 0.5, 0.6, false",
        "9001, 0.5, 1.5, true"
    })
    void piecesGiveWhatTheWholeGives(int vocabulary, double cap, double temperature, boolean entropies) {
        try (Scope _ = Scope.open();
                Generator generator = Generator.seeded(4)) {
            Tensor hidden = generator.normal(0, 1, READ, WIDTH).requiresGrad_(true);
            Tensor weight = generator.normal(0, 1, vocabulary, WIDTH).requiresGrad_(true);
            Tensor targets = targets(vocabulary);
            Tensor chosenSlope = generator.normal(0, 1, READ);
            Tensor entropySlope = generator.normal(0, entropies ? 1 : 0, READ);

            Tensor raw = hidden.linear(weight, null);
            Tensor logits = cap == 0 ? raw : raw.div(cap).tanh().mul(cap);
            Tensor all = logits.div(temperature).logSoftmax(-1);
            Tensor chosen = all.gather(1, targets.unsqueeze(1)).squeeze(1);
            Tensor disorder = all.exp().mul(all).sum(-1, false).neg();
            chosen.mul(chosenSlope).add(disorder.mul(entropySlope)).sum().backward();

            TokenHead head = new TokenHead(weight.detach(), cap, temperature);
            TokenHead.Said said = head.read(hidden.detach(), targets, entropies, true);
            assertClose(said.logProbs(), chosen.detach());
            if (said.entropies() != null) {
                assertClose(said.entropies(), disorder.detach());
            }
            Tensor headGradient = weight.detach().mul(0);
            Tensor back = head.backward(said, chosenSlope, entropies ? entropySlope : null, headGradient);
            assertClose(back, hidden.grad());
            assertClose(headGradient, weight.grad());
        }
    }

    private static Tensor targets(int vocabulary) {
        return Tensor.of(
                LongStream.range(0, READ).map(i -> i * 1009 % vocabulary).toArray(), READ);
    }

    private static void assertClose(Tensor actual, @Nullable Tensor expected) {
        assertThat(expected).isNotNull();
        double difference = GradientNorm.of(List.of(actual.sub(expected)));
        assertThat(difference).isLessThan(1e-5 * GradientNorm.of(List.of(expected)));
    }
}
