package dev.lathe.tensor;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/** Makes random numbers on the CPU: the same seed gives the same numbers in the same order. Its holder closes it. */
public final class Generator implements AutoCloseable {
    private final org.bytedeco.pytorch.Generator handle;

    private Generator(org.bytedeco.pytorch.Generator handle) {
        this.handle = handle;
    }

    /** Starts a generator at a seed. */
    public static Generator seeded(long seed) {
        Torch.init();
        return new Generator(torch.make_generator_cpu(seed));
    }

    /** Draws a FLOAT32 tensor from the normal distribution. */
    public Tensor normal(double mean, double deviation, long... shape) {
        return Tensor.empty(DType.FLOAT32, shape).normal_(mean, deviation, this);
    }

    /** Draws a FLOAT32 tensor evenly from {@code [low, high)}. */
    public Tensor uniform(double low, double high, long... shape) {
        return Tensor.empty(DType.FLOAT32, shape).uniform_(low, high, this);
    }

    @Override
    public void close() {
        handle.close();
    }

    GeneratorOptional optional() {
        if (handle.isNull()) {
            throw new IllegalStateException("the generator is closed");
        }
        return new GeneratorOptional(handle);
    }
}
