package dev.lathe.train.engine;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up gradients of a short type in FLOAT32, in which no digits are lost. Where there has never been more than one, that one stays as
 * it is: it takes half the memory.
 */
final class GradientSum implements AutoCloseable {
    private @Nullable Tensor first;
    private @Nullable Tensor room;
    private int count;

    /** Adds a gradient, which is this sum's own from now on. */
    void add(Tensor gradient) {
        count++;
        if (count > 1) {
            widened().add_(gradient);
        } else if (room != null) {
            room.copy_(gradient);
        } else {
            replaceFirst(gradient);
            return;
        }
        gradient.close();
    }

    /** Returns the sum in FLOAT32, the first gradient included. */
    private Tensor widened() {
        if (room == null) {
            Tensor alone = Objects.requireNonNull(first);
            room = Tensor.empty(DType.FLOAT32, alone.device(), alone.shape()).leaveScope();
            room.copy_(alone);
            replaceFirst(null);
        }
        return room;
    }

    private void replaceFirst(@Nullable Tensor gradient) {
        if (first != null) {
            first.close();
        }
        first = gradient;
    }

    /** Returns what has been added since this was last asked, to be used before more is added; null if nothing has. */
    @Nullable
    Tensor take() {
        Tensor taken = count == 0 ? null : first == null ? room : first;
        count = 0;
        return taken;
    }

    @Override
    public void close() {
        replaceFirst(null);
        if (room != null) {
            room.close();
        }
    }
}
