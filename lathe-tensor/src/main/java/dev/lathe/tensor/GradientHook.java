package dev.lathe.tensor;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;

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

        Callback(UnaryOperator<Tensor> change) {
            this.change = change;
        }

        @Override
        public TensorBase call(TensorBase gradient) {
            return change.apply(Tensor.adopt(new org.bytedeco.pytorch.Tensor(gradient)))
                    .handle();
        }
    }
}
