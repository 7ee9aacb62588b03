package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScopeTests {
    @Test
    void closesWhatWasMadeInIt() {
        Tensor outside = Tensor.ones(DType.FLOAT32, 1);
        Tensor inside;
        try (Scope scope = Scope.open()) {
            inside = outside.exp();
            assertThat(scope.size()).isEqualTo(1);
        }
        assertThat(inside.isClosed()).isTrue();
        assertThat(outside.isClosed()).isFalse();
        outside.close();
    }

    @Test
    void handsKeptTensorsOutwards() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            Tensor middle;
            try (Scope inner = Scope.open()) {
                Tensor first = Tensor.ones(DType.FLOAT32, 1);
                middle = inner.keep(first.add(1));
                kept = inner.keep(first.add(2));
            }
            assertThat(middle.item()).isEqualTo(2);
            assertThat(outer.size()).isEqualTo(2);
            outer.keep(List.of(kept));
        }
        assertThat(kept.item()).isEqualTo(3);
        kept.close();
    }

    @Test
    void doesNotShortenALongerLife() {
        try (Scope outer = Scope.open()) {
            Tensor old = Tensor.ones(DType.FLOAT32, 1);
            try (Scope middle = Scope.open()) {
                try (Scope inner = Scope.open()) {
                    inner.keep(old);
                }
                middle.keep(old);
            }
            assertThat(old.isClosed()).isFalse();
            assertThat(outer.size()).isEqualTo(1);
        }
    }

    @Test
    void forgetsTensorsClosedEarly() {
        try (Scope scope = Scope.open()) {
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tensors.add(Tensor.scalar(DType.FLOAT32, i));
            }
            for (int i = 0; i < 10; i += 2) {
                tensors.get(i).close();
            }
            assertThat(scope.size()).isEqualTo(5);
            assertThat(tensors.get(9).item()).isEqualTo(9);
            tensors.get(9).close();
            assertThat(scope.size()).isEqualTo(4);
        }
    }

    @Test
    void closesWhenWorkThrows() {
        Tensor[] made = new Tensor[1];
        assertThatThrownBy(() -> {
                    try (Scope outer = Scope.open();
                            Scope inner = Scope.open()) {
                        made[0] = Tensor.ones(DType.FLOAT32, 2);
                        made[0].view(7);
                    }
                })
                .isInstanceOf(TorchException.class);
        assertThat(made[0].isClosed()).isTrue();
        Tensor free = Tensor.ones(DType.FLOAT32, 1);
        assertThat(free.owner()).isNull();
        free.close();
    }

    @Test
    void refusesToCloseOutOfOrderOrElsewhere() throws Exception {
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside");
        Tensor tensor = Tensor.ones(DType.FLOAT32, 1);
        try (var other = Executors.newSingleThreadExecutor()) {
            Future<?> close = other.submit(inner::close);
            assertThatThrownBy(close::get).hasMessageContaining("belongs to");
            Future<?> closeTensor = other.submit(tensor::close);
            assertThatThrownBy(closeTensor::get).hasMessageContaining("belongs to a scope of");
        }
        inner.close();
        inner.close();
        outer.close();
    }

    @Test
    void staysWithItsVirtualThread() throws Exception {
        int threads = 50;
        CyclicBarrier together = new CyclicBarrier(threads);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sizes = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int count = i;
                sizes.add(executor.submit(() -> sizeAfter(count, together)));
            }
            for (int i = 0; i < threads; i++) {
                assertThat(sizes.get(i).get()).isEqualTo(i + 1);
            }
        }
    }

    /** Makes tensors with a rendezvous between them, so that virtual threads take turns on their carriers. */
    private static int sizeAfter(int count, CyclicBarrier together) throws Exception {
        try (Scope scope = Scope.open()) {
            Tensor sum = Tensor.zeros(DType.FLOAT32, 1);
            for (int i = 0; i < count; i++) {
                Thread.yield();
                sum = sum.add(1);
            }
            together.await();
            assertThat(sum.item()).isEqualTo(count);
            return scope.size();
        }
    }
}
