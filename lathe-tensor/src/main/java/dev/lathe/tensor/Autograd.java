package dev.lathe.tensor;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Switches the recording of operations off for a piece of work, and differentiates. The switch is a property of the native thread,
 * so it works on platform threads only: a virtual thread may go on on another one.
 */
public final class Autograd {
    private Autograd() {}

    /** Tells whether this thread's operations are recorded. */
    public static boolean isRecording() {
        Torch.init();
        return GradMode.is_enabled();
    }

    /**
     * Runs work whose operations are not recorded.
     *
     * @throws IllegalStateException on a virtual thread
     */
    public static <T extends @Nullable Object> T noGrad(Supplier<T> work) {
        checkThread();
        try (AutoGradMode mode = new AutoGradMode(false)) {
            return work.get();
        }
    }

    /** Runs work whose operations are not recorded, as {@link #noGrad(Supplier)} does. */
    public static void noGrad(Runnable work) {
        checkThread();
        try (AutoGradMode mode = new AutoGradMode(false)) {
            work.run();
        }
    }

    /**
     * Runs work whose results never take part in a graph: a little faster than {@link #noGrad(Supplier)}.
     *
     * @throws IllegalStateException on a virtual thread
     */
    public static <T extends @Nullable Object> T inference(Supplier<T> work) {
        checkThread();
        try (InferenceMode mode = new InferenceMode(true)) {
            return work.get();
        }
    }

    /** Runs work whose results never take part in a graph, as {@link #inference(Supplier)} does. */
    public static void inference(Runnable work) {
        checkThread();
        try (InferenceMode mode = new InferenceMode(true)) {
            work.run();
        }
    }

    /** Returns the gradients of one number with regard to each input, and frees the graph; adds to no {@code grad()}. */
    public static List<Tensor> grad(Tensor output, List<Tensor> inputs) {
        return Native.tensors("grad", () -> {
            try (TensorVector outputs = Native.vector(List.of(output));
                    TensorVector leaves = Native.vector(inputs)) {
                return torch.grad(outputs, leaves);
            }
        });
    }

    private static void checkThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("noGrad and inference need a platform thread");
        }
        Torch.init();
    }
}
