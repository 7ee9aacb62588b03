package dev.lathe.tensor;

import org.bytedeco.pytorch.BoolOptional;
import org.jspecify.annotations.Nullable;

/** The part of a tensor that differentiation uses. */
sealed interface Gradients extends Operand permits Tensor {
    /** Says whether gradients with regard to this tensor are wanted; returns the tensor itself. */
    default Tensor requiresGrad_(boolean wanted) {
        return Native.inPlace(this, "requires_grad_", a -> a.set_requires_grad(wanted));
    }

    /** Tells whether gradients flow into or through this tensor. */
    default boolean requiresGrad() {
        return Native.of(this).requires_grad();
    }

    /** Returns the gradient that backward passes have added up, or null if there is none; shares memory with it. */
    default @Nullable Tensor grad() {
        org.bytedeco.pytorch.Tensor gradient = Native.of(this).grad();
        if (!gradient.defined()) {
            return null;
        }
        // The reference points into the tensor: copy it.
        return Tensor.adopt(new org.bytedeco.pytorch.Tensor(gradient));
    }

    /** Gives this tensor a gradient, in place of that which it has; it shares memory with it. */
    default void grad(Tensor gradient) {
        Native.of(this).mutable_grad().put(gradient.handle());
    }

    /** Drops the gradient. */
    default void clearGrad() {
        try (org.bytedeco.pytorch.Tensor undefined = new org.bytedeco.pytorch.Tensor()) {
            Native.of(this).mutable_grad().put(undefined);
        }
    }

    /** Adds the gradients of this one number to the leaves it depends on, and frees the graph. */
    default void backward() {
        try {
            Native.of(this).backward();
        } catch (RuntimeException e) {
            throw TorchException.of("backward", e);
        }
    }

    /** Adds gradients to the leaves, given the gradient of this tensor; keeps the graph for another pass if {@code retain}. */
    default void backward(Tensor gradient, boolean retain) {
        BoolOptional keep = retain ? Constants.TRUE : Constants.FALSE;
        try {
            Native.of(this).backward(gradient.handle(), keep, false, Constants.NO_TENSORS);
        } catch (RuntimeException e) {
            throw TorchException.of("backward", e);
        }
    }

    /**
     * Has a hook change the gradient with regard to this tensor before it flows on; returns the tensor itself. For a leaf the changed
     * gradient is what is added up.
     *
     * @throws TorchException if no gradient flows to this tensor
     */
    default Tensor hook(GradientHook hook) {
        return Native.inPlace(this, "register_hook", a -> a.register_hook(hook.handle()));
    }

    /** Returns the same elements, cut off from the graph; shares memory. */
    default Tensor detach() {
        return Native.unary(this, "detach", a -> a.detach());
    }
}
