package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentBackwardTests {
    private static final int WIDTH = 48;

    @Test
    void twoThreadsDifferentiateOverSharedParameters() throws Exception {
        try (Generator generator = Generator.seeded(3);
                Tensor weight = generator.normal(0, 0.2, WIDTH, WIDTH);
                Tensor head = generator.normal(0, 0.2, WIDTH, WIDTH);
                Tensor inputs = generator.normal(0, 1, 2, 64, WIDTH)) {
            List<List<float[]>> alone = List.of(gradients(weight, head, inputs, 0), gradients(weight, head, inputs, 1));
            assertThat(alone.get(0).getFirst()).isNotEqualTo(alone.get(1).getFirst());
            for (int round = 0; round < 10; round++) {
                List<List<float[]>> together = together(weight, head, inputs);
                for (int half = 0; half < 2; half++) {
                    assertThat(together.get(half).get(0))
                            .containsExactly(alone.get(half).get(0));
                    assertThat(together.get(half).get(1))
                            .containsExactly(alone.get(half).get(1));
                }
            }
            assertThat(weight.grad()).isNull();
        }
    }

    private static List<List<float[]>> together(Tensor weight, Tensor head, Tensor inputs) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (var executor = Executors.newFixedThreadPool(2)) {
            List<Future<List<float[]>>> futures = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                int index = half;
                Callable<List<float[]>> work = () -> {
                    start.await();
                    return gradients(weight, head, inputs, index);
                };
                futures.add(executor.submit(work));
            }
            return List.of(futures.get(0).get(), futures.get(1).get());
        }
    }

    /** Differentiates over leaves of its own that share the parameters' memory. */
    private static List<float[]> gradients(Tensor weight, Tensor head, Tensor inputs, int half) {
        Torch.threads(1);
        try (Scope _ = Scope.open()) {
            Tensor ownWeight = weight.detach().requiresGrad_(true);
            Tensor ownHead = head.detach().requiresGrad_(true);
            Tensor hidden = inputs.select(0, half);
            for (int layer = 0; layer < 4; layer++) {
                hidden = hidden.linear(ownWeight, null).silu().add(hidden);
            }
            Tensor targets = Tensor.arange(DType.INT64, 64).mul(5).add(half);
            Tensor wrapped = targets.sub(targets.div(WIDTH).floor().mul(WIDTH)).to(DType.INT64);
            hidden.linear(ownHead, null).logProbabilities(wrapped).mean().neg().backward();
            return List.of(ownWeight.grad().toFloats(), ownHead.grad().toFloats());
        }
    }
}
