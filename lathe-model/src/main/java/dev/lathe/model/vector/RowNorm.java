package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Norms the rows of a matrix and takes gradients back, each in one pass. With the factor {@code r = 1 / sqrt(mean(x^2) + eps)} of a row
 * of width n and weights w,
 *
 * <pre>
 * y = r w x
 * dx = r w dy - x (r^3 / n) sum(w dy x)            dw = sum over rows (r x dy)
 * </pre>
 *
 * Source: Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
 *
 * @param x {@code [rows, width]}, on the CPU, FLOAT32 or BFLOAT16
 * @param weight FLOAT32 {@code [width]}
 * @param factors FLOAT32 {@code [rows]}
 * @param output {@code [rows, width]}
 */
public record RowNorm(Tensor x, Tensor weight, Tensor factors, Tensor output) {
    /** Tells whether rows of a type and width are normed. */
    public static boolean computes(DType type, int width) {
        return Elements.are(type, width);
    }

    /**
     * Norms rows.
     *
     * @param x {@code [rows, width]}, of a type and width that are {@link #computes computed}
     * @param weight {@code [width]}
     */
    public static RowNorm of(Tensor x, Tensor weight, double epsilon) {
        var norm = new RowNorm(
                x,
                weight.detach().to(DType.FLOAT32),
                Tensor.empty(DType.FLOAT32, x.numel() / weight.size(0)),
                Tensor.empty(x.dtype(), x.device(), x.shape()));
        norm.forward(epsilon);
        return norm;
    }

    /** Returns what this holds, for an owner to keep or close. */
    public List<Tensor> tensors() {
        return List.of(x, weight, factors, output);
    }

    private int width() {
        return Math.toIntExact(weight.size(0));
    }

    private int rows() {
        return Math.toIntExact(factors.size(0));
    }

    private void forward(double epsilon) {
        int width = width();
        Elements elements = Elements.of(x);
        long in = Elements.address(x);
        long out = Elements.address(output);
        long weights = Elements.address(weight);
        long factor = Elements.address(factors);
        RowParts.each(rows(), 2 * width + LANES, (_, from, to, room) -> {
            long scratch = room + 8L * width;
            for (int row = from; row < to; row++) {
                long at = elements.bytes((long) row * width);
                long values = elements.read(in + at, width, room);
                long target = elements.target(out + at, room + 4L * width);
                float r = (float) (1 / Math.sqrt(squares(width, values, scratch) / width + epsilon));
                Memory.putFloat(factor + 4L * row, r);
                scale(width, r, values, weights, target);
                elements.written(target, width, out + at);
            }
        });
    }

    private static float squares(int width, long x, long scratch) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (long at = 0; at < 4L * width; at += 4L * LANES) {
            FloatVector values = Memory.floats(x + at);
            sum = values.fma(values, sum);
        }
        return VectorMath.sum(sum, scratch);
    }

    private static void scale(int width, float factor, long x, long weights, long out) {
        for (long at = 0; at < 4L * width; at += 4L * LANES) {
            FloatVector scaled = Memory.floats(x + at).mul(factor);
            Memory.put(out + at, scaled.mul(Memory.floats(weights + at)));
        }
    }

    /**
     * Takes a gradient back.
     *
     * @param gradient of the output
     * @param beside what flows back to {@code x} past the norm, added to the gradient that comes through it
     * @return the gradients of {@code x}, and of the weights in FLOAT32
     */
    public Back backward(Tensor gradient, Tensor beside) {
        Tensor through = Tensor.empty(x.dtype(), x.device(), x.shape());
        Tensor shares = Tensor.zeros(DType.FLOAT32, RowParts.count(rows()), width());
        try (Tensor shifts = shifts(gradient)) {
            backward(gradient, beside, shifts, through, shares);
        }
        return new Back(through, shares.sum(0, false));
    }

    /** Returns what is taken of each row's {@code x}: FLOAT32 {@code [rows]}. */
    private Tensor shifts(Tensor gradient) {
        int width = width();
        Tensor shifts = Tensor.empty(DType.FLOAT32, rows());
        Elements elements = Elements.of(x);
        long in = Elements.address(x);
        long dy = Elements.address(gradient);
        long out = Elements.address(shifts);
        long weights = Elements.address(weight);
        long factor = Elements.address(factors);
        RowParts.each(rows(), 2 * width + LANES, (_, from, to, room) -> {
            long scratch = room + 8L * width;
            for (int row = from; row < to; row++) {
                long at = elements.bytes((long) row * width);
                long values = elements.read(in + at, width, room);
                long flowing = elements.read(dy + at, width, room + 4L * width);
                float r = Memory.getFloat(factor + 4L * row);
                float sum = products(width, values, flowing, weights, scratch);
                Memory.putFloat(out + 4L * row, r * r * r / width * sum);
            }
        });
        return shifts;
    }

    private static float products(int width, long x, long gradient, long weights, long scratch) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (long at = 0; at < 4L * width; at += 4L * LANES) {
            FloatVector weighed = Memory.floats(gradient + at).mul(Memory.floats(weights + at));
            sum = weighed.fma(Memory.floats(x + at), sum);
        }
        return VectorMath.sum(sum, scratch);
    }

    private void backward(Tensor gradient, Tensor beside, Tensor shifts, Tensor through, Tensor shares) {
        int width = width();
        Elements elements = Elements.of(x);
        long in = Elements.address(x);
        long dy = Elements.address(gradient);
        long past = Elements.address(beside);
        long shift = Elements.address(shifts);
        long dx = Elements.address(through);
        long dw = Elements.address(shares);
        long weights = Elements.address(weight);
        long factor = Elements.address(factors);
        long rowBytes = 4L * width;
        RowParts.each(rows(), 4 * width, (part, from, to, room) -> {
            for (int row = from; row < to; row++) {
                long at = elements.bytes((long) row * width);
                long values = elements.read(in + at, width, room);
                long flowing = elements.read(dy + at, width, room + rowBytes);
                long other = elements.read(past + at, width, room + 2 * rowBytes);
                long target = elements.target(dx + at, room + 3 * rowBytes);
                float r = Memory.getFloat(factor + 4L * row);
                float taken = Memory.getFloat(shift + 4L * row);
                back(width, r, flowing, weights, taken, values, other, target, dw + part * rowBytes);
                elements.written(target, width, dx + at);
            }
        });
    }

    private static void back(
            int width,
            float factor,
            long gradient,
            long weights,
            float shift,
            long x,
            long beside,
            long out,
            long share) {
        for (long at = 0; at < 4L * width; at += 4L * LANES) {
            FloatVector values = Memory.floats(x + at);
            FloatVector scaled = Memory.floats(gradient + at).mul(factor);
            Memory.put(share + at, Memory.floats(share + at).add(values.mul(scaled)));
            FloatVector past = Memory.floats(beside + at).sub(values.mul(shift));
            Memory.put(out + at, scaled.mul(Memory.floats(weights + at)).add(past));
        }
    }

    /**
     * Holds gradients.
     *
     * @param x of the rows, in their shape and type
     * @param weight FLOAT32 {@code [width]}
     */
    public record Back(Tensor x, Tensor weight) {}
}
