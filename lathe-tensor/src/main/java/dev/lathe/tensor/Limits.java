package dev.lathe.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;

/** Calls clamp with the bounds that are finite. */
final class Limits {
    private Limits() {}

    static org.bytedeco.pytorch.Tensor clamp(org.bytedeco.pytorch.Tensor tensor, double low, double high) {
        try (ScalarOptional least = bound(low);
                ScalarOptional most = bound(high)) {
            return tensor.clamp(least, most);
        }
    }

    private static ScalarOptional bound(double value) {
        if (Double.isInfinite(value)) {
            return new ScalarOptional();
        }
        try (Scalar scalar = Native.scalar(value)) {
            return new ScalarOptional(scalar);
        }
    }
}
