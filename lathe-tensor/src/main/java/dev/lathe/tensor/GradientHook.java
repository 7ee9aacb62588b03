package dev.lathe.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/**
 * Changes gradients on their way back through {@link Tensor#hook(GradientHook)}. One hook serves any number of tensors, and is kept
 * as long as graphs with it may be differentiated.
 */
public final class GradientHook implements AutoCloseable {
    private final Callback callback;

    /**
     * Makes a hook.
     *
     * @param change gets the gradient, in the thread that differentiates, and returns one of the same shape
     */
    public GradientHook(UnaryOperator<Tensor> change) {
        Torch.init();
        callback = new Callback(change);
    }

    TensorTensorHook handle() {
        return callback;
    }

    @Override
    public void close() {
        callback.close();
    }

    private static final class Callback extends TensorTensorHook {
        private final UnaryOperator<Tensor> change;

        /** What was returned last on each thread: the native side takes it after the call, so it is released in the next one. */
        private final Map<Thread, org.bytedeco.pytorch.Tensor> returned = new ConcurrentHashMap<>();

        Callback(UnaryOperator<Tensor> change) {
            this.change = change;
        }

        /** May run on a thread of libtorch's own, as the gradients of other devices than the CPU do. */
        @Override
        public TensorBase call(TensorBase gradient) {
            try (Scope _ = Scope.open()) {
                Tensor changed = change.apply(Tensor.adopt(new org.bytedeco.pytorch.Tensor(gradient)));
                var result = new org.bytedeco.pytorch.Tensor(changed.handle());
                release(returned.put(Thread.currentThread(), result));
                return result;
            }
        }

        private static void release(org.bytedeco.pytorch.@Nullable Tensor before) {
            if (before != null) {
                before.close();
            }
        }

        @Override
        public void close() {
            super.close();
            returned.values().forEach(Callback::release);
            returned.clear();
        }
    }
}
